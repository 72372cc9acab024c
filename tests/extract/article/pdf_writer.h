// Writes small PDFs for tests: lines of text at places of pages, in a font that maps every code to
// the Unicode character of that number and needs no font file.
#ifndef HESHU_TESTS_EXTRACT_ARTICLE_PDF_WRITER_H_
#define HESHU_TESTS_EXTRACT_ARTICLE_PDF_WRITER_H_

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "extract/article/text_measure.h"

namespace heshu::extract {

class PdfWriter {
 public:
  static constexpr double kWidth = 600, kHeight = 800;  // of a page

  void AddPage() { pages_.emplace_back(); }

  // One line; `top` counts from the page's upper edge. A Han character is `size` wide, a letter or
  // digit half of it.
  void Line(double left, double top, double size, std::string_view text, bool bold = false) {
    if (pages_.empty()) AddPage();
    char head[100];
    std::snprintf(head, sizeof head, "BT /F%d %.1f Tf %.1f %.1f Td <", bold ? 2 : 1, size, left,
                  kHeight - top);
    std::string& page = pages_.back();
    page += head;
    for (std::size_t at = 0; at < text.size();) {
      char code[8];
      std::snprintf(code, sizeof code, "%04X", static_cast<unsigned>(NextCodePoint(text, &at)));
      page += code;
    }
    page += "> Tj ET\n";
  }

  // Text set in lines of `width`, its first line indented by so many characters. Returns the place
  // below it.
  double Paragraph(double left, double top, double size, double width, std::string_view text,
                   int indent = 2) {
    std::string line;
    double used = indent * size;
    double from = left + used;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t c = NextCodePoint(text, &at);
      const double own = c < 0x80 ? size / 2 : size;
      if (used + own > width + .1) {
        Line(from, top, size, line);
        top += 1.5 * size;
        line.clear();
        from = left;
        used = 0;
      }
      line += text.substr(begin, at - begin);
      used += own;
    }
    if (!line.empty()) Line(from, top, size, line);
    return top + 1.5 * size;
  }

  std::string Finish() const {
    std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>"};
    std::string kids;
    for (std::size_t i = 0; i < pages_.size(); ++i) kids += std::to_string(8 + 2 * i) + " 0 R ";
    objects.push_back("<< /Type /Pages /Kids [" + kids + "] /Count " +
                      std::to_string(pages_.size()) + " >>");
    objects.push_back(Font("Plain"));
    objects.push_back(Font("Plain-Bold"));
    objects.push_back(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /CIDSystemInfo << /Registry "
        "(Adobe) "
        "/Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R /DW 1000 /W [32 126 500] >>");
    objects.push_back(
        "<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 1000 800] "
        "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>");
    objects.push_back(Stream(ToUnicode()));
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents " +
                        std::to_string(9 + 2 * i) +
                        " 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>");
      objects.push_back(Stream(pages_[i]));
    }
    std::string pdf = "%PDF-1.4\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      char row[32];
      std::snprintf(row, sizeof row, "%010zu 00000 n \n", pdf.size());
      table += row;
      pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string count = std::to_string(objects.size() + 1);
    const std::string place = std::to_string(pdf.size());
    return pdf + "xref\n0 " + count + "\n0000000000 65535 f \n" + table + "trailer << /Size " +
           count + " /Root 1 0 R >>\nstartxref\n" + place + "\n%%EOF\n";
  }

 private:
  static std::string Font(const std::string& name) {
    return "<< /Type /Font /Subtype /Type0 /BaseFont /" + name +
           " /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 7 0 R >>";
  }
  static std::string Stream(const std::string& bytes) {
    return "<< /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
  }
  static std::string ToUnicode() {
    std::string map =
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def "
        "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
    for (int block = 0; block < 256; block += 64) {
      map += "64 beginbfrange\n";
      for (int high = block; high < block + 64; ++high) {
        char row[40];
        std::snprintf(row, sizeof row, "<%02X00> <%02XFF> <%02X00>\n", high, high, high);
        map += row;
      }
      map += "endbfrange\n";
    }
    return map + "endcmap end end";
  }

  std::vector<std::string> pages_;
};

}  // namespace heshu::extract

#endif  // HESHU_TESTS_EXTRACT_ARTICLE_PDF_WRITER_H_
