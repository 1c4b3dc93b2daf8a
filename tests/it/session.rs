//! Several people on one map.

mod attacks;
mod gate;
mod host;
mod hosting;
mod invitation;
mod peer;
mod phones;
mod presence;
mod relay;
mod roles;
mod room;
mod scan;
mod seeds;
mod simulator;
mod window;
mod wire;
mod workshop;
