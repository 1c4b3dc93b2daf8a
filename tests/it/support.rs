//! Tools that several parts test with.

#[cfg(unix)]
pub mod far_host;
pub mod faults;
pub mod hand;
pub mod machine;
pub mod maps;
pub mod pdf;
pub mod program;
pub mod schema;
pub mod soft_renderer;
pub mod window;
