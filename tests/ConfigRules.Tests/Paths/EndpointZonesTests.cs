using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;

namespace ConfigRules.Tests.Paths;

public sealed class EndpointZonesTests
{
    private const string Kms = "kms.eu-west-1.amazonaws.com";

    private static readonly string ToEndpoint = $"{Kms} A alias {Hubs.OwnName("kms")}";

    [Fact]
    public void Lead_to_an_endpoint_by_its_own_names_or_its_addresses()
    {
        var zones = Zones(net => net.Zone(Kms, [ToEndpoint], "Z1").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("sqs")}"], "Z2").Zone(Kms, [$"{Kms} A 10.9.1.5"], "Z3")
            .Zone(Kms, [$"{Kms} A 10.9.1.6"], "Z4").Zone(Kms, [$"{Kms} NS ns-1.example.com"], "Z5"));
        Assert.Equal(["Z1", "Z3"], zones.Leading.Select(zone => zone.Id));
    }

    [Theory]
    [InlineData("corp.example", false)]
    [InlineData("example.com", true)]
    [InlineData("x.api.example.com", true)]
    [InlineData("eu-west-1.amazonaws.com", true)]
    public void Lead_nobody_to_an_endpoint_in_a_domain_that_has_none_of_its_names(string domain, bool leads)
    {
        var zones = Zones(net => net.Offers("kms", service => service with { PrivateDnsNames = ["api.example.com"] }).Zone(domain, [$"x.{domain} CNAME {Hubs.OwnName("kms")}"], "Z1"));
        Assert.Equal(leads, zones.Leading is not []);
        Assert.Equal(!leads, zones.LeadingByOtherNames is { Id: "Z1" });
    }

    [Fact]
    public void The_nearest_zone_answers_whatever_farther_ones_hold()
    {
        var zones = Zones(net => net.Zone("eu-west-1.amazonaws.com", [ToEndpoint], "Z1").Zone(Kms, [], "Z2").Zone($"x.{Kms}", [], "Z3"));
        Assert.Equal(["Z2"], zones.AnsweringFor(Kms).Select(zone => zone.Id));
        Assert.Equal(["Z2"], zones.AnsweringFor($"*.{Kms}").Select(zone => zone.Id));
        Assert.Empty(zones.AnsweringFor("sqs.us-east-1.amazonaws.com"));
    }

    [Fact]
    public void Of_zones_of_one_name_all_answer_that_lead_to_it_or_else_the_first()
    {
        Assert.Equal(["Z2", "Z3"], Zones(net => net.Zone(Kms, [], "Z1").Zone(Kms, [ToEndpoint], "Z2").Zone(Kms, [ToEndpoint], "Z3")).AnsweringFor(Kms).Select(zone => zone.Id));
        Assert.Equal(["Z1"], Zones(net => net.Zone(Kms, [], "Z1").Zone(Kms, [], "Z2")).AnsweringFor(Kms).Select(zone => zone.Id));
    }

    [Theory]
    [InlineData("10.9.1.5", true)]
    [InlineData("10.9.1.5 10.9.1.6", false)]
    [InlineData("10.9.1.6", false)]
    public void Records_lead_to_it_by_addresses_of_its_interfaces_alone(string addresses, bool leads) =>
        Assert.Equal(leads, Zones(net => net).Leads(new("Z1"), new(Kms, "A") { Values = [.. addresses.Split(' ')] }));

    [Fact]
    public void Whose_addresses_records_have_is_not_known_where_nobody_recorded_interfaces()
    {
        var zones = Zones(net => net.Without(FactKind.NetworkInterfaces));
        Assert.Null(zones.Leads(new("Z1"), new(Kms, "A") { Values = ["10.9.1.6"] }));
        Assert.True(zones.Leads(new("Z1"), new(Kms, "A") { AliasOf = Hubs.OwnName("kms") }));
        Assert.False(zones.Leads(new("Z1"), new(Kms, "CNAME") { Values = [Hubs.OwnName("sqs")] }));
    }

    [Theory]
    [InlineData($"{Kms} A alias vpce-hub-kms-x.kms.eu-west-1.vpce.amazonaws.com", true, null)]
    [InlineData($"*.eu-west-1.amazonaws.com CNAME vpce-hub-kms-x.kms.eu-west-1.vpce.amazonaws.com", true, null)]
    [InlineData($"x.{Kms} A 10.9.1.5", false, null)]
    [InlineData($"{Kms} A 10.9.1.5", true, null)]
    [InlineData($"{Kms} A 10.9.1.6", false, "10.9.1.6, which is no address of its interfaces")]
    [InlineData($"{Kms} A 10.9.1.5 10.9.1.6", false, "10.9.1.5 and 10.9.1.6, which are not all addresses of its interfaces")]
    [InlineData($"{Kms} A alias vpce-hub-sqs-x.sqs.eu-west-1.vpce.amazonaws.com", false, "vpce-hub-sqs")]
    [InlineData($"{Kms} CNAME vpce-gone.kms.eu-west-1.vpce.amazonaws.com", false, "vpce-gone.kms.eu-west-1.vpce.amazonaws.com, which is no endpoint's name")]
    public void A_zone_answers_by_the_record_that_has_the_name(string record, bool leads, string? elsewhere)
    {
        var answer = Answer(Zones(net => net.InHub("sqs").Zone("eu-west-1.amazonaws.com", [record], "Z1"), out var network), network);
        Assert.Equal((leads, elsewhere), (answer.Leads, answer.Elsewhere));
    }

    [Fact]
    public void What_a_zone_answers_is_not_known_where_nobody_recorded_its_records_or_whose_addresses_these_are()
    {
        var answer = Answer(Zones(net => net.Zone("eu-west-1.amazonaws.com", null, "Z1"), out var network), network);
        Assert.Equal((null, null), (answer.Leads, answer.Elsewhere));
        answer = Answer(Zones(net => net.Without(FactKind.NetworkInterfaces).Zone("eu-west-1.amazonaws.com", [$"{Kms} A 10.9.1.6"], "Z1"), out network), network);
        Assert.Equal((null, null), (answer.Leads, answer.Elsewhere));
    }

    [Theory]
    [InlineData("*.dkr.ecr.eu-west-1.amazonaws.com", true)]
    [InlineData("dkr.ecr.eu-west-1.amazonaws.com", false)]
    [InlineData("*.ecr.eu-west-1.amazonaws.com", false)]
    public void Names_of_images_lead_there_by_a_wildcard(string name, bool lead) =>
        Assert.Equal(lead, Zones(net => net.Zone("ecr.eu-west-1.amazonaws.com", [$"{name} A alias {Hubs.OwnName("kms")}"])).LeadImageNames);

    [Fact]
    public void Zones_reach_the_VPCs_that_they_are_associated_with_or_that_a_profile_gives_them()
    {
        var zones = Zones(
            net => net.Zone(Kms, [ToEndpoint], "Z1").Zone(Kms, [ToEndpoint], "Z2", "vpc-2").OtherVpc("vpc-2").OtherVpc("vpc-3").OtherVpc("vpc-4")
                .Profile("rp-1", ["arn:aws:route53:::hostedzone/Z2"], "vpc-3"),
            out var network);
        var reach = zones.Reach([network.Find<HostedZone>("Z1")!, network.Find<HostedZone>("Z2")!], ["vpc-1", "vpc-2", "vpc-3", "vpc-4", "vpc-9", "vpc-hub"]);
        Assert.Equal(["vpc-1", "vpc-2", "vpc-3"], reach.Vpcs[true]);
        Assert.Equal(["vpc-4"], reach.Vpcs[false]);
        // Nobody is told what is associated with a VPC of another account's.
        Assert.Equal(["vpc-9"], reach.Vpcs[null]);
    }

    [Fact]
    public void Whether_a_profile_brings_a_zone_is_not_known_where_nobody_recorded_profiles()
    {
        var zones = Zones(net => net.Zone(Kms, [ToEndpoint], "Z1").OtherVpc("vpc-2").Without(FactKind.ProfileAssociations), out var network);
        var reach = zones.Reach([network.Find<HostedZone>("Z1")!], ["vpc-1", "vpc-2"]);
        Assert.Equal(["vpc-1"], reach.Vpcs[true]);
        Assert.Equal(["vpc-2"], reach.Vpcs[null]);
    }

    [Theory]
    [InlineData(true, "Z1 and Z2 are associated with all", "vpc-1", "vpc-2")]
    [InlineData(false, "none of Z1 and Z2 is associated with vpc-3 and vpc-4", "vpc-1", "vpc-3", "vpc-4", "vpc-9")]
    [InlineData(null, "Whether Z1 is associated with vpc-9 has not been recorded", "vpc-1", "vpc-9")]
    public void How_far_zones_reach_is_told_by_what_they_do_not_reach(bool? isWhole, string text, params string[] vpcs)
    {
        var zones = Zones(net => net.Zone(Kms, [ToEndpoint], "Z1").Zone(Kms, [ToEndpoint], "Z2", "vpc-2").OtherVpc("vpc-2").OtherVpc("vpc-3").OtherVpc("vpc-4"), out var network);
        var reach = zones.Reach([.. network.All<HostedZone>()], vpcs);
        Assert.Equal((isWhole, text), (reach.IsWhole, $"{reach}"));
    }

    [Fact]
    public void Every_name_of_a_service_is_answered_for_by_its_own_zones_and_these_are_asked_once_whom_they_reach()
    {
        var service = new ServiceDetail("com.amazonaws.eu-west-1.kms") { PrivateDnsNames = [$"{Kms}.", $"*.{Kms}", "kms.example.com"] };
        var zones = Zones(net => net.Zone(Kms, [ToEndpoint], "Z1").OtherVpc("vpc-2"));
        var names = zones.AnswersFor(service);
        Assert.Equal(
            [$"{Kms}: Z1 leads {Kms} to it", $"*.{Kms}: Z1 has no *.{Kms}", "kms.example.com: "],
            names.Select(name => $"{name.Name}: {string.Join("; ", name.Answers)}"));
        Assert.Equal(["Z1 is not associated with vpc-2"], zones.ReachOf(names, ["vpc-1", "vpc-2", "vpc-hub"]).Select(reach => $"{reach}"));
    }

    [Theory]
    [InlineData("Z1 has no record of its own name, eu-west-1.amazonaws.com", "eu-west-1.amazonaws.com", false)]
    [InlineData($"Z1 has no {Kms}", Kms, false)]
    [InlineData($"What Z1 answers for {Kms} has not been recorded", Kms, null)]
    [InlineData($"Whose addresses Z1 has for {Kms} has not been recorded", Kms, null, true)]
    public void An_answer_is_put_in_words(string text, string name, bool? leads, bool hasRecords = false)
    {
        var zone = new HostedZone("Z1") { Name = "eu-west-1.amazonaws.com", Records = hasRecords ? [new(Kms, "A")] : leads is null ? null : [] };
        Assert.Equal(text, $"{new ZoneAnswer(zone, name, leads)}");
        Assert.Equal($"Z1 leads {name} to vpce-2", $"{new ZoneAnswer(zone, name, false) { Elsewhere = "vpce-2" }}");
    }

    private static ZoneAnswer Answer(EndpointZones zones, Network network) => zones.AnswerOf(network.Find<HostedZone>("Z1")!, Kms);

    private static EndpointZones Zones(Func<NetworkBuilder, NetworkBuilder> given) => Zones(given, out _);

    private static EndpointZones Zones(Func<NetworkBuilder, NetworkBuilder> given, out Network network)
    {
        network = given(new NetworkBuilder().Hub().InHub("kms", endpoint => endpoint with { NetworkInterfaceIds = ["eni-kms"] })
            .Interface("eni-kms", "subnet-hub", "vpc_endpoint", address: "10.9.1.5", vpc: "vpc-hub")).Build();
        return new(network.Find<VpcEndpoint>("vpce-hub-kms")!, network);
    }
}
