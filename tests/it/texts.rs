//! Exports that are texts: what another program reads in them is what stands on the map, and nothing more happens there.

mod canvas;
mod clean;
mod csv;
mod markdown;
mod reach;
mod round_trip;
