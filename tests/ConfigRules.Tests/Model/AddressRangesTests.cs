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

    [Theory]
    [InlineData("10.0.0.0", 32)]
    [InlineData("2001:db8::", 128)]
    public void Reads_a_block_whatever_bits_stand_behind_its_prefix(string universe, int bits) =>
        Gen.Select(Gen.Int[0, bits], Gen.Int[0, 15]).Sample((length, offset) =>
        {
            var address = Addresses(universe).ElementAt(offset);
            Assert.True(AddressRanges.TryParse($"{address}/{length}", out var block));
            Assert.Equal(length, block.PrefixLength);
            Assert.True(block.Contains(address));
        });

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1/32")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    public void Reads_a_single_address_as_a_block_of_one(string text, string block)
    {
        Assert.True(AddressRanges.TryParse(text, out var read));
        Assert.Equal(IPNetwork.Parse(block), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("::/129")]
    [InlineData("vpc-1/16")]
    public void Reads_nothing_else(string text) => Assert.False(AddressRanges.TryParse(text, out _));

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
