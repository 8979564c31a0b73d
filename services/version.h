// The version that the server and its status call tell. CMake gives it.
#ifndef TASHBIK_SERVICES_VERSION_H_
#define TASHBIK_SERVICES_VERSION_H_

namespace tashbik::services {

inline constexpr char kVersion[] = TASHBIK_VERSION;

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_VERSION_H_
