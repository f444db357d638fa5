# SPDX-License-Identifier: BSL-1.0
# Conan 2, from a clone: conan create packaging/conan -s compiler.cppstd=20
import os

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.files import copy, load

required_conan_version = ">=2.0"


class ReckonConan(ConanFile):
    name = "reckon"
    license = "BSL-1.0"
    description = "Arithmetic on reported estimates"
    topics = ("estimates", "uncertainty", "interval-arithmetic", "header-only")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    no_copy_source = True

    def _root(self):
        return os.path.join(self.recipe_folder, "..", "..")

    def set_version(self):
        for line in load(self, os.path.join(self._root(), "CMakeLists.txt")).splitlines():
            if line.strip().startswith("VERSION "):
                self.version = line.split()[1]
                return

    def export_sources(self):
        copy(self, "include/*", self._root(), self.export_sources_folder)
        copy(self, "LICENSE", self._root(), self.export_sources_folder)

    def requirements(self):
        self.requires("boost/[>=1.74 <2]", options={"header_only": True})

    def validate(self):
        check_min_cppstd(self, 20)

    def package(self):
        copy(self, "*.hpp", os.path.join(self.source_folder, "include"), os.path.join(self.package_folder, "include"))
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))

    def package_id(self):
        self.info.clear()

    def package_info(self):
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
        self.cpp_info.requires = ["boost::headers"]
        self.cpp_info.set_property("cmake_file_name", "reckon")
        self.cpp_info.set_property("cmake_target_name", "reckon::reckon")
        self.cpp_info.set_property("pkg_config_name", "reckon")
