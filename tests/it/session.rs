//! Several people on one map.

mod relay;
mod wire;
