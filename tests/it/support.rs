//! Tools that several parts test with.

pub mod maps;
