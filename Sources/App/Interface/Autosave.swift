internal import Platform

/// A form that saves itself in the background, where scripts run.
///
/// The form is sent to its own address, asking for JSON. `{"version": 13}` answers that it is saved and
/// what the next save starts from; a conflict answers 409, and the person is asked to press the button that
/// saves, which leads to both texts. What the server has not confirmed also stays in the browser and
/// returns with the page.
struct Autosave: Sendable {
    /// The version of the draft that the page shows, sent as `version`.
    let version: Int
    /// Whether fields that were not sent keep what they had: then only what was changed is sent, which is
    /// less to carry over a bad connection.
    var sendsChangesOnly = false

    var attribute: HTML {
        sendsChangesOnly ? " data-autosave=\"changes\"" : " data-autosave"
    }

    /// The buttons, and beside them how far it is saved: `state` until something is typed.
    func bar(_ actions: HTML, state: HTML? = nil, _ reader: Reader) -> HTML {
        """
        <div class="save-bar"><div class="actions">\(actions)</div>\
        <p class="save-state" role="status" data-saving="\(reader("interface.save.saving"))" \
        data-saved="\(reader("interface.save.saved"))" data-offline="\(reader("interface.save.offline"))" \
        data-restored="\(reader("interface.save.restored"))" \
        data-conflict="\(reader("interface.save.conflict"))" \
        data-refused="\(reader("interface.save.refused"))">\(state)</p></div>\
        \(Controls.hidden("version", "\(version)"))
        """
    }
}
