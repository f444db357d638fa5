# SPDX-License-Identifier: BSL-1.0
# Installs the headers and a package that find_package(reckon) finds.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(reckon_package_dir "${CMAKE_INSTALL_DATADIR}/cmake/reckon")

install(
  TARGETS reckon
  EXPORT reckon-targets
  FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")

install(
  EXPORT reckon-targets
  NAMESPACE reckon::
  FILE reckonTargets.cmake
  DESTINATION "${reckon_package_dir}")

configure_package_config_file(
  "${CMAKE_CURRENT_LIST_DIR}/reckonConfig.cmake.in" "${PROJECT_BINARY_DIR}/reckonConfig.cmake"
  INSTALL_DESTINATION "${reckon_package_dir}"
  NO_SET_AND_CHECK_MACRO)

# Before 1.0 a minor version may break its users. Headers alone have no word size: one package serves all.
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/reckonConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)

install(FILES "${PROJECT_BINARY_DIR}/reckonConfig.cmake" "${PROJECT_BINARY_DIR}/reckonConfigVersion.cmake"
        DESTINATION "${reckon_package_dir}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

# For builds without CMake. It finds itself, so that the package can be moved.
set(reckon_pc_dir "${CMAKE_INSTALL_DATADIR}/pkgconfig")
file(RELATIVE_PATH reckon_pc_up "${CMAKE_INSTALL_FULL_DATADIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
string(REGEX REPLACE "/$" "" reckon_pc_up "${reckon_pc_up}")
set(reckon_pc_includedir "\${prefix}")
cmake_path(APPEND reckon_pc_includedir "${CMAKE_INSTALL_INCLUDEDIR}")
configure_file("${CMAKE_CURRENT_LIST_DIR}/reckon.pc.in" "${PROJECT_BINARY_DIR}/reckon.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/reckon.pc" DESTINATION "${reckon_pc_dir}")
