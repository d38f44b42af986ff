#include "CAssets.h"

// Files are read at compile time (C23, 6.10.4), so the binary needs no folder beside it.

static const unsigned char stylesheet[] = {
#embed "../App/Assets/laurel.css"
};
static const unsigned char script[] = {
#embed "../App/Assets/laurel.js"
};
static const unsigned char autosave[] = {
#embed "../App/Assets/autosave.js"
};
static const unsigned char counter[] = {
#embed "../App/Assets/counter.js"
};
static const unsigned char dots[] = {
#embed "../App/Assets/dots.js"
};
static const unsigned char table_field[] = {
#embed "../App/Assets/table-field.js"
};
static const unsigned char zone[] = {
#embed "../App/Assets/zone.js"
};
static const unsigned char conditions[] = {
#embed "../App/Assets/conditions.js"
};
static const unsigned char live[] = {
#embed "../App/Assets/live.js"
};
static const unsigned char outbox[] = {
#embed "../App/Assets/outbox.js"
};
static const unsigned char scoring[] = {
#embed "../App/Assets/scoring.js"
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
    {"laurel.css", stylesheet, sizeof stylesheet},
    {"laurel.js", script, sizeof script},
    {"autosave.js", autosave, sizeof autosave},
    {"counter.js", counter, sizeof counter},
    {"dots.js", dots, sizeof dots},
    {"table-field.js", table_field, sizeof table_field},
    {"zone.js", zone, sizeof zone},
    {"conditions.js", conditions, sizeof conditions},
    {"live.js", live, sizeof live},
    {"outbox.js", outbox, sizeof outbox},
    {"scoring.js", scoring, sizeof scoring},
    {"laurel.svg", icon, sizeof icon},
    {"locales/en.json", english, sizeof english},
    {"locales/ru.json", russian, sizeof russian},
    {"locales/ar.json", arabic, sizeof arabic},
    {NULL, NULL, 0},
};

const struct embedded_file *embedded_files(void) { return files; }
