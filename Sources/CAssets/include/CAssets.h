#pragma once
#include <stddef.h>

/// A file that stands in the binary: `name` ends the table where it is null.
struct embedded_file {
    const char *name;
    const unsigned char *bytes;
    size_t size;
};

/// The first file of the table.
const struct embedded_file *embedded_files(void);
