internal import Platform

/// A form that saves itself in the background, where scripts run.
///
/// The form is sent to `path` as by its own button, asking for JSON. `{"version": 13}` answers that it is
/// saved and what the next save starts from; a conflict answers 409, and the page then asks the person to
/// press the button, which leads to both texts. What could not be sent stays in the browser and returns with
/// the page.
struct Autosave: Sendable {
    let path: String
    /// The version of the draft that the page shows, sent as `version`.
    let version: Int

    var attribute: HTML {
        " data-autosave=\"\(path)\""
    }

    /// The buttons, and beside them whether all is saved.
    func bar(_ actions: HTML, _ reader: Reader) -> HTML {
        """
        <div class="save-bar"><div class="actions">\(actions)</div>\
        <p class="save-state" role="status" data-saving="\(reader("interface.save.saving"))" \
        data-saved="\(reader("interface.save.saved"))" data-offline="\(reader("interface.save.offline"))" \
        data-restored="\(reader("interface.save.restored"))" \
        data-conflict="\(reader("interface.save.conflict"))" \
        data-refused="\(reader("interface.save.refused"))"></p></div>\
        \(Controls.hidden("version", "\(version)"))
        """
    }
}
