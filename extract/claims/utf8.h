// extract/pattern/utf8.h, by the name that the files of this folder know.
#ifndef HESHU_EXTRACT_CLAIMS_UTF8_H_
#define HESHU_EXTRACT_CLAIMS_UTF8_H_

#include "extract/pattern/utf8.h"

#endif  // HESHU_EXTRACT_CLAIMS_UTF8_H_
