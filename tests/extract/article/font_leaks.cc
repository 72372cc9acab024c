// What LeakSanitizer must not count: fontconfig, which poppler loads, keeps its tables for good.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
