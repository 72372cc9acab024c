# cmake -DOUTPUT=migrations.cc -DFILES=a.sql,b.sql -P embed_migrations.cmake
# Writes the SQL files, in order, as the table that store/migrations.h declares.
string(REPLACE "," ";" FILES "${FILES}")
set(rows "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME_WE)
  string(REGEX MATCH "^[0-9]+" digits "${name}")
  string(REGEX REPLACE "^0+" "" version "${digits}")
  file(READ "${file}" sql)
  string(APPEND rows "    {${version}, \"${name}\", R\"heshu_sql(${sql})heshu_sql\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Made by store/embed_migrations.cmake from store/migrations/*.sql.
#include \"store/migrations.h\"

namespace heshu::store {
namespace {
constexpr Migration kMigrations[] = {
${rows}};
}  // namespace

std::span<const Migration> Migrations() { return kMigrations; }

}  // namespace heshu::store
")
