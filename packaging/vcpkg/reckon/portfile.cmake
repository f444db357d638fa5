# SPDX-License-Identifier: BSL-1.0
# From a clone: vcpkg install reckon --overlay-ports=packaging/vcpkg
# A registry's port would fetch a release with vcpkg_from_git or its like instead of taking the tree around it.
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

set(VCPKG_BUILD_TYPE release)  # headers only: there is nothing to debug

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS -DRECKON_BUILD_TESTS=OFF -DRECKON_BUILD_EXAMPLES=OFF -DRECKON_BUILD_BENCHMARKS=OFF)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(PACKAGE_NAME reckon CONFIG_PATH share/cmake/reckon)
vcpkg_fixup_pkgconfig()

file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/share/doc")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
