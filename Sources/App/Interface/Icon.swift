internal import Platform

/// Small drawings that stand beside a word, never in its place.
enum Icon {
    static let brand: HTML = """
        <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">\
        <path d="M15 30V17C9 17 5 13 4 6c7 0 11 4 12 9 1-5 5-9 12-9-1 7-5 11-11 11v13z"/></svg>
        """
    static let onward: HTML = """
        <svg class="icon turns" viewBox="0 0 16 16" aria-hidden="true"><path d="M5 2l6 6-6 6" fill="none" \
        stroke="currentColor" stroke-width="1.8"/></svg>
        """
    static let done: HTML = """
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M2 8.5l4 4 8-9" fill="none" \
        stroke="currentColor" stroke-width="2"/></svg>
        """
    static let warning: HTML = """
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1l7.5 14H.5z" fill="none" \
        stroke="currentColor" stroke-width="1.6"/><path d="M8 6v4m0 1.6v1.6" stroke="currentColor" \
        stroke-width="1.6"/></svg>
        """
    static let waiting: HTML = """
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" fill="none" \
        stroke="currentColor" stroke-width="1.6"/><path d="M8 4v4.5l3 2" fill="none" stroke="currentColor" \
        stroke-width="1.6"/></svg>
        """
    static let cross: HTML = """
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 3l10 10M13 3L3 13" \
        stroke="currentColor" stroke-width="2"/></svg>
        """
    static let dot: HTML = """
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="3.5" \
        fill="currentColor"/></svg>
        """
    static let up: HTML = """
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">\
        <path d="M3 10l5-5 5 5z" fill="currentColor"/></svg>
        """
    static let down: HTML = """
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">\
        <path d="M3 6l5 5 5-5z" fill="currentColor"/></svg>
        """
    static let sortable: HTML = """
        <svg class="icon faint" viewBox="0 0 16 16" aria-hidden="true">\
        <path d="M4 6.5l4-4 4 4zM4 9.5l4 4 4-4z" fill="currentColor"/></svg>
        """
    static let underWay: HTML = """
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6" fill="none" \
        stroke="currentColor" stroke-width="1.8"/><path d="M8 2a6 6 0 010 12z" fill="currentColor"/></svg>
        """
    static let ring: HTML = """
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="5" fill="none" \
        stroke="currentColor" stroke-width="1.8"/></svg>
        """
}
