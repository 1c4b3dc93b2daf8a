//! Tools that several parts test with.

pub mod faults;
pub mod maps;
