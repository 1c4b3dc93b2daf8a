//! Several people on one map.

mod wire;
