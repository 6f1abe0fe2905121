using System.Net;
using ConfigRules.Model;
using CsCheck;

namespace ConfigRules.Tests.Model;

public sealed class AddressRangesTests
{
    /// <summary>Blocks within the last sixteen addresses, of IPv4 or of IPv6, where counting on would overflow.</summary>
    private static Gen<IPNetwork> BlockOf(string universe, int bits) =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 15], (hostBits, offset) =>
        {
            var bytes = IPAddress.Parse(universe).GetAddressBytes();
            bytes[^1] += (byte)(offset >> hostBits << hostBits);
            return new IPNetwork(new IPAddress(bytes), bits - hostBits);
        });

    [Theory]
    [InlineData("10.0.0.0", 32)]
    [InlineData("255.255.255.240", 32)]
    [InlineData("2001:db8::", 128)]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0", 128)]
    public void Agrees_with_looking_at_every_address(string universe, int bits) =>
        Gen.Select(BlockOf(universe, bits).Array[0, 6], BlockOf(universe, bits)).Sample((blocks, block) =>
        {
            var addresses = Addresses(universe).Where(block.Contains).ToArray();
            Assert.Equal(
                addresses.All(address => blocks.Any(other => other.Contains(address))), AddressRanges.Covers(blocks, block));
            Assert.All(blocks, other =>
            {
                Assert.Equal(addresses.Any(other.Contains), AddressRanges.Overlaps(other, block));
                Assert.Equal(addresses.All(other.Contains), AddressRanges.Contains(other, block));
            });
        });

    [Theory]
    [InlineData("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1")]
    [InlineData("::/0", "::/1", "8000::/1")]
    public void Covers_everything_by_two_halves_and_not_by_one(string all, string lower, string upper)
    {
        var (whole, low, high) = (IPNetwork.Parse(all), IPNetwork.Parse(lower), IPNetwork.Parse(upper));
        Assert.True(AddressRanges.Covers([high, low], whole));
        Assert.True(AddressRanges.Covers([whole], whole));
        Assert.False(AddressRanges.Covers([low], whole));
        Assert.False(AddressRanges.Covers([high], whole));
        Assert.False(AddressRanges.Covers([], whole));
    }

    [Fact]
    public void Never_takes_one_family_for_the_other()
    {
        var (four, six) = (IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0"));
        Assert.False(AddressRanges.Covers([four], six) || AddressRanges.Covers([six], four));
        Assert.False(AddressRanges.Overlaps(four, six) || AddressRanges.Contains(six, four));
    }

    private static IEnumerable<IPAddress> Addresses(string universe)
    {
        for (var offset = 0; offset < 16; offset++)
        {
            var bytes = IPAddress.Parse(universe).GetAddressBytes();
            bytes[^1] += (byte)offset;
            yield return new(bytes);
        }
    }
}
