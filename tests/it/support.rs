//! Tools that several parts test with.
