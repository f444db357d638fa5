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
