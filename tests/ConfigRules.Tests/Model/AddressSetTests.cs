using System.Net;
using System.Net.Sockets;
using ConfigRules.Model;
using CsCheck;

namespace ConfigRules.Tests.Model;

/// <summary>Sets within sixteen addresses, against looking at every one of them.</summary>
public sealed class AddressSetTests
{
    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.240")]
    [InlineData("2001:db8::")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0")]
    public void Agrees_with_sets_of_single_addresses(string universe)
    {
        var addresses = Enumerable.Range(0, 16).Select(offset => At(universe, offset)).ToArray();
        Gen.Select(Gen.UShort, Gen.UShort, Gen.Int[0, 15]).Sample((one, other, place) =>
        {
            var (a, b) = (Set(one), Set(other));
            Assert.Equal(Set((ushort)(one | other)), a.Union(b));
            Assert.Equal(Set((ushort)(one & other)), a.Intersect(b));
            Assert.Equal(Set((ushort)(one & ~other)), a.Except(b));
            Assert.Equal((other & ~one) is 0, a.Contains(b));
            Assert.Equal((one & other) is not 0, a.Overlaps(b));
            Assert.Equal((one >> place & 1) is 1, a.Contains(addresses[place]));
            Assert.Equal(one is 0, a.IsEmpty);
            Assert.Equal(ushort.PopCount(one) is 1 ? addresses[ushort.TrailingZeroCount(one)] : null, a.OnlyOne);
            // What people read says the same, block by block.
            Assert.Equal(a, AddressSet.Of(a.Blocks().Select(block => AddressRanges.TryParse(block, out var read) ? read : throw new FormatException(block)), a.Family));
        });

        AddressSet Set(ushort members) => AddressSet.Of(addresses.Where((_, place) => (members >> place & 1) is 1), addresses[0].AddressFamily);
    }

    [Fact]
    public void Families_never_mix()
    {
        var (four, six) = (AddressSet.Of(IPNetwork.Parse("0.0.0.0/0")), AddressSet.Of(IPNetwork.Parse("::/0")));
        Assert.Equal(four, four.Union(six));
        Assert.Equal(four, four.Except(six));
        Assert.True(four.Intersect(six).IsEmpty);
        Assert.False(four.Contains(six));
        Assert.True(four.Contains(AddressSet.Empty(AddressFamily.InterNetworkV6)));
    }

    private static IPAddress At(string universe, int offset)
    {
        var bytes = IPAddress.Parse(universe).GetAddressBytes();
        bytes[^1] += (byte)offset;
        return new(bytes);
    }
}
