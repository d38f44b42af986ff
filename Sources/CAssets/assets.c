#include "CAssets.h"

// Files are read at compile time (C23, 6.10.4), so the binary needs no folder beside it.

static const unsigned char css[] = {
#embed "../App/Assets/laurel.css"
};
static const unsigned char js[] = {
#embed "../App/Assets/laurel.js"
};
static const unsigned char draft[] = {
#embed "../App/Assets/draft.js"
};
static const unsigned char icon[] = {
#embed "../App/Assets/laurel.svg"
};
static const unsigned char english[] = {
#embed "../App/Locales/en.json"
};
static const unsigned char russian[] = {
#embed "../App/Locales/ru.json"
};
static const unsigned char arabic[] = {
#embed "../App/Locales/ar.json"
};

static const struct embedded_file files[] = {
    {"laurel.css", css, sizeof css},
    {"laurel.js", js, sizeof js},
    {"draft.js", draft, sizeof draft},
    {"laurel.svg", icon, sizeof icon},
    {"locales/en.json", english, sizeof english},
    {"locales/ru.json", russian, sizeof russian},
    {"locales/ar.json", arabic, sizeof arabic},
    {NULL, NULL, 0},
};

const struct embedded_file *embedded_files(void) { return files; }
