// Which process holds a lease, and whether it still lives.
#ifndef HESHU_CRAWL_OWNER_H_
#define HESHU_CRAWL_OWNER_H_

#include <string>
#include <string_view>

namespace heshu::crawl {

// Unlike any other process's, ever: boot, process namespace, process id, start time, and `number`
// for several workers in one process.
std::string OwnerName(int number = 0);

// True only if it is certain: a process of this boot and this namespace that is no more. Of another
// machine's, or another container's, nothing is known: its leases end by themselves.
bool IsDeadOwner(std::string_view owner);

}  // namespace heshu::crawl

#endif  // HESHU_CRAWL_OWNER_H_
