//! Tools that several parts test with.

pub mod faults;
pub mod machine;
pub mod maps;
pub mod schema;
pub mod window;
