// The rows of the feature below, until its records are here.
enum Application {}
enum Party {}
