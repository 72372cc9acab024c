# heshu_flags: what every first-party target is compiled with.
add_library(heshu_flags INTERFACE)
target_compile_options(heshu_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
# GCC 12 sees overlaps in std::string's operator+ that are not there (GCC bug 105651).
target_compile_options(heshu_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(HESHU_WERROR)
  target_compile_options(heshu_flags INTERFACE -Werror)
endif()
if(HESHU_SANITIZE)
  target_compile_options(heshu_flags INTERFACE -fsanitize=${HESHU_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(heshu_flags INTERFACE -fsanitize=${HESHU_SANITIZE})
endif()

# heshu_module(store SOURCES store.cc … DEPS heshu::core PkgConfig::SQLITE3 PRIVATE_DEPS …)
# makes the static library heshu_store, known as heshu::store. Include paths start at the root.
function(heshu_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(heshu_${name} STATIC ${ARG_SOURCES})
  add_library(heshu::${name} ALIAS heshu_${name})
  target_include_directories(heshu_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(heshu_${name} PUBLIC ${ARG_DEPS} PRIVATE heshu_flags ${ARG_PRIVATE_DEPS})
endfunction()

# heshu_test(decimal_test SOURCES core/decimal_test.cc DEPS heshu::core): one GoogleTest binary, one
# test to CTest: a process for each case would load the rules thousands of times. Paths of the
# project reach tests as HESHU_SOURCE_DIR. Test code is optimized less than what it tests: it is half
# of all that is compiled, and would take twice as long.
function(heshu_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE heshu_flags ${ARG_DEPS} GTest::gtest GTest::gmock
                                        GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE HESHU_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:-O1>)
  add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
  set_tests_properties(${name} PROPERTIES TIMEOUT 1800)
endfunction()
