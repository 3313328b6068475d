# Links to what is compiled here, never to what is installed: a program that uses the library has its own taste.

add_library(lsr_warnings INTERFACE)
target_compile_options(
  lsr_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wconversion
            -Wsign-conversion
            -Wshadow
            -Wnon-virtual-dtor
            -Wold-style-cast
            -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 sees overlapping copies in "text" + string where there are none (GCC bug 105651), and uninitialised values
  # behind a std::optional that was just looked at (GCC bug 80635).
  target_compile_options(lsr_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(LSR_WERROR)
  target_compile_options(lsr_warnings INTERFACE -Werror)
endif()
