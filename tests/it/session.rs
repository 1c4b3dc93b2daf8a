//! Several people on one map.

mod peer;
mod presence;
mod relay;
mod roles;
mod room;
mod wire;
mod workshop;
