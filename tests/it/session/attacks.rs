//! What strangers, guests and broken programs may try, each against a real host on this machine.

mod browsers;
mod frames;
mod requests;
mod secrets;
mod sockets;
