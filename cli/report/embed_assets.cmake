# cmake -DOUTPUT=page_assets.cc -DFOLDER=cli/report -P embed_assets.cmake
# Writes the page's HTML, CSS and JavaScript as cli/report/page_assets.h declares them, with the
# SHA-256 of each: the page's Content-Security-Policy names those of the style and the script.
set(code "// Made by cli/report/embed_assets.cmake from cli/report/page.*.
#include \"cli/report/page_assets.h\"

namespace heshu::cli {
")
foreach(kind Html Css Js)
  string(TOLOWER ${kind} extension)
  file(READ "${FOLDER}/page.${extension}" text)
  file(SHA256 "${FOLDER}/page.${extension}" hash)
  string(APPEND code "
const std::string_view kPage${kind} = R\"heshu_page(${text})heshu_page\";
const std::string_view kPage${kind}Sha256 = \"${hash}\";
")
endforeach()
file(WRITE "${OUTPUT}" "${code}
}  // namespace heshu::cli
")
