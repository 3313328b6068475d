// Catch's test runner, compiled once here: the tests themselves then compile in a fraction of it.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
