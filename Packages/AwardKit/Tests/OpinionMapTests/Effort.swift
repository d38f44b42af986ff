/// Optimized tests simulate in full; the others, many times slower, only look whether all is in place.
#if DEBUG
    let isThorough = false
#else
    let isThorough = true
#endif
