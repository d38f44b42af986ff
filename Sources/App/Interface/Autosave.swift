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
    /// Whether what is typed waits in the browser alone until the person presses the button.
    var isKeptHere = false
    /// Whose words they are: whoever else uses the browser does not find them.
    var owner: String?

    /// For what is said once and on purpose, such as a remark. `version` changes when it has arrived, such as
    /// the number of remarks.
    static func here(_ version: Int, _ visit: Visit) -> Autosave {
        Autosave(version: version, isKeptHere: true, owner: visit.person?.publicID)
    }

    var attribute: HTML {
        let kind: HTML = isKeptHere ? "=\"here\"" : sendsChangesOnly ? "=\"changes\"" : ""
        let owner: HTML? = owner.map { " data-owner=\"\($0)\"" }
        return " data-autosave\(kind)\(owner)"
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
