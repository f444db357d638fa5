# SPDX-License-Identifier: BSL-1.0
# cmake -DCOMPILER=.. -DKIND=GNU|Clang -DCASE=file.cpp -DINCLUDES=dir;dir -P check.cmake
# A case names the words in lines `// expect: words`; `// expect GNU: ` and `// expect Clang: ` are for one compiler.
cmake_minimum_required(VERSION 3.23)

set(ENV{LC_ALL} C) # plain quotes in what the compiler says
set(command "${COMPILER}")
if(KIND STREQUAL "MSVC")
  list(APPEND command /nologo /std:c++20 /permissive- /EHsc /Zs)
  set(define /D)
else()
  list(APPEND command -std=c++20 -fsyntax-only -fmessage-length=0 -fno-diagnostics-color)
  set(define -D)
endif()
list(REMOVE_ITEM INCLUDES /usr/include)  # the compiler looks there itself, and in the right order
foreach(directory IN LISTS INCLUDES)
  list(APPEND command "-I${directory}")
endforeach()

execute_process(
  COMMAND ${command} ${define}RECKON_COMPILE_FAIL_CONTROL "${CASE}"
  RESULT_VARIABLE failed
  OUTPUT_VARIABLE said
  ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "the control does not compile:\n${said}")
endif()

# Line by line without file(STRINGS), which takes brackets in a line for a list.
file(READ "${CASE}" text)
set(expected)
set(count 0)
while(text MATCHES "^([^\n]*)\n(.*)$")
  set(line "${CMAKE_MATCH_1}")
  set(text "${CMAKE_MATCH_2}")
  if(line MATCHES "^// expect( ([A-Za-z]+))?: (.+)$")
    if(CMAKE_MATCH_2 STREQUAL "" OR CMAKE_MATCH_2 STREQUAL KIND)
      math(EXPR count "${count} + 1")
      set(expected_${count} "${CMAKE_MATCH_3}")
    endif()
  endif()
endwhile()
if(count EQUAL 0)
  message(FATAL_ERROR "no line `// expect: words` for ${KIND} in ${CASE}")
endif()

execute_process(
  COMMAND ${command} "${CASE}"
  RESULT_VARIABLE failed
  OUTPUT_VARIABLE said
  ERROR_VARIABLE said)
if(NOT failed)
  message(FATAL_ERROR "it compiles, and should not")
endif()
foreach(i RANGE 1 ${count})
  string(FIND "${said}" "${expected_${i}}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "the compiler does not say `${expected_${i}}`, but:\n${said}")
  endif()
endforeach()
