//! The network addresses of this machine, the likeliest to be reached by others first.

use std::net::{IpAddr, Ipv4Addr};

/// Interfaces of containers and virtual machines: nobody else reaches them.
const VIRTUAL: [&str; 8] = ["br-", "docker", "lxc", "lxd", "veth", "vbox", "virbr", "vmnet"];

/// An address of an interface.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    interface: String,
    address: IpAddr,
}

/// The addresses of this machine; this machine itself is the last.
pub fn local() -> Vec<IpAddr> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_else(|error| {
        log::warn!("the addresses of this machine cannot be told: {error}");
        Vec::new()
    });
    let places = interfaces.into_iter().map(|interface| Place { address: interface.ip(), interface: interface.name });
    sorted(places.collect())
}

fn sorted(mut places: Vec<Place>) -> Vec<IpAddr> {
    places.retain(|place| !is_link_local(place.address) && !place.address.is_unspecified());
    // The order of the system stays within a rank.
    places.sort_by_key(rank);
    let mut addresses: Vec<IpAddr> = places.into_iter().map(|place| place.address).collect();
    if !addresses.iter().any(|address| address.is_loopback()) {
        addresses.push(Ipv4Addr::LOCALHOST.into());
    }
    addresses.dedup();
    addresses
}

fn rank(place: &Place) -> u8 {
    let is_virtual = VIRTUAL.iter().any(|name| place.interface.to_ascii_lowercase().starts_with(name));
    match place.address {
        address if address.is_loopback() => 4 + u8::from(address.is_ipv6()),
        _ if is_virtual => 3,
        IpAddr::V4(address) if address.is_private() => 0,
        IpAddr::V4(_) => 1,
        IpAddr::V6(_) => 2,
    }
}

/// Addresses that mean something only together with an interface, or none was given at all.
fn is_link_local(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_link_local(),
        IpAddr::V6(address) => address.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_that_others_reach_comes_first_and_this_machine_last() {
        let place =
            |interface: &str, address: &str| Place { interface: interface.into(), address: address.parse().unwrap() };
        let places = vec![
            place("lo", "127.0.0.1"),
            place("lo", "::1"),
            place("docker0", "172.17.0.1"),
            place("wlan0", "fe80::2"),
            place("wlan0", "2001:db8::2"),
            place("tun0", "100.64.0.2"),
            place("wlan0", "192.168.1.20"),
            place("eth0", "169.254.3.4"),
        ];
        let sorted: Vec<_> = sorted(places).iter().map(ToString::to_string).collect();
        assert_eq!(sorted, ["192.168.1.20", "100.64.0.2", "2001:db8::2", "172.17.0.1", "127.0.0.1", "::1"]);
    }

    #[test]
    fn without_a_network_there_is_still_this_machine() {
        assert_eq!(sorted(Vec::new()), [IpAddr::from(Ipv4Addr::LOCALHOST)]);
    }
}
