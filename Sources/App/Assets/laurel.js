// What pages gain where JavaScript runs; every form works without it.
