// Where the WARC files of a database are, unless it is told otherwise.
#ifndef HESHU_STORE_WARC_FOLDER_H_
#define HESHU_STORE_WARC_FOLDER_H_

#include <string>

namespace heshu::store {

// `warc` beside the database; absolute.
std::string DefaultWarcFolder(const std::string& database_path);

}  // namespace heshu::store

#endif  // HESHU_STORE_WARC_FOLDER_H_
