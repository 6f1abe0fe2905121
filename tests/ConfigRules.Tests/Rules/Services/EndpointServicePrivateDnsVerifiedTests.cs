using ConfigRules.Model;
using ConfigRules.Rules.Services;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Services;

public sealed class EndpointServicePrivateDnsVerifiedTests
    : RuleTests<EndpointServicePrivateDnsVerified, EndpointServicePrivateDnsVerifiedTests>, IRuleScenarios
{
    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("a name that is verified", net => Named(net, DnsNameState.Verified), Compliant),

        new("a name whose record is still there", net => Texts(Named(net, DnsNameState.Verified), "_a1b2c3d4e5.api.example.com"), Compliant) { With = [("checkTxt", "true")] },
        new("a name whose record is below a domain above it", net => Texts(Named(net, DnsNameState.Verified), "_a1b2c3d4e5.example.com"), Compliant) { With = [("checkTxt", "true")] },
        new("a name whose record is at itself, as with a DNS provider that takes no underscores", net => Texts(Named(net, DnsNameState.Verified), "api.example.com"),
            Compliant) { With = [("checkTxt", "true")] },
        new("a name whose record is gone", net => Texts(Named(net, DnsNameState.Verified)), Compliant,
            "api.example.com is verified, but the DNS servers that were asked have no record any more that proves it: EC2 asks for vpce:abcdefghijklmnopqrst in the TXT record _a1b2c3d4e5.") { With = [("checkTxt", "true")] },
        new("a name whose record is gone, of which nobody asked", net => Texts(Named(net, DnsNameState.Verified)), Compliant),
        new("a name for which not all places of the record were asked", net => Texts(Named(net, DnsNameState.Verified)).With(facts => facts.TxtRecords.RemoveAt(0)), Compliant,
            "api.example.com is verified; whether DNS still has the record that proves it is not known.") { With = [("checkTxt", "true")] },
        new("a name for which nobody asked public DNS", net => Named(net, DnsNameState.Verified), Compliant,
            "api.example.com is verified; whether DNS still has the record that proves it is not known.") { With = [("checkTxt", "true")] },
        new("a name whose record EC2 does not tell", net => Texts(Named(net, DnsNameState.Verified, service => service with { PrivateDnsVerification = new(DnsNameState.Verified) })), Compliant,
            "api.example.com is verified; whether DNS still has the record that proves it is not known.") { With = [("checkTxt", "true")] },

        new("a service without a name", net => net.Service("vpce-svc-1"), NotApplicable, "The service has no private DNS name."),

        new("a service with an empty name", net => Named(net, DnsNameState.Failed, service => service with { PrivateDnsName = "" }),
            NotApplicable, "The service has no private DNS name."),

        new("a name that could not be verified", net => Named(net, DnsNameState.Failed),
            NonCompliant, "api.example.com could not be verified: EC2 asks for vpce:abcdefghijklmnopqrst in the TXT record _a1b2c3d4e5."),

        new("a name that could not be verified, and nobody knows by which record",
            net => Named(net, DnsNameState.Failed, service => service with { PrivateDnsVerification = new(DnsNameState.Failed) }),
            NonCompliant, "api.example.com could not be verified."),

        new("a record of a kind that is not told",
            net => Named(net, DnsNameState.Failed, service => service with { PrivateDnsVerification = new(DnsNameState.Failed, null, "_a", "vpce:b") }),
            NonCompliant, "api.example.com could not be verified: EC2 asks for vpce:b in the TXT record _a."),

        new("a verification that has not ended", net => Named(net, DnsNameState.PendingVerification),
            Undetermined, "The verification of api.example.com has not ended, and EC2 does not tell since when it is pending."),

        new("a verification that has not ended, where that counts as wrong", net => Named(net, DnsNameState.PendingVerification),
            NonCompliant, "It cannot be judged: The verification of api.example.com has not ended, and EC2 does not tell since when it is pending.")
        {
            With = [("failClosed", "true")],
        },

        new("a state from a later day", net => Named(net, DnsNameState.Unknown),
            Undetermined, "Whether api.example.com is verified is told in a word that this version does not know."),

        new("a name of which nothing more is recorded", net => Named(net, DnsNameState.Verified, service => service with { PrivateDnsVerification = null }),
            Undetermined, "Whether api.example.com is verified has not been recorded."),

        new("a service that is being deleted", net => Named(net, DnsNameState.Failed, service => service with { State = EndpointServiceState.Deleting }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that is gone", net => Named(net, DnsNameState.Failed, service => service with { State = EndpointServiceState.Deleted }),
            NotApplicable, "The service takes no connections any more."),

        new("a service that failed", net => Named(net, DnsNameState.Failed, service => service with { State = EndpointServiceState.Failed }),
            NotApplicable, "The service takes no connections any more."),
    ];

    /// <summary>All places of the record have another text, and one has the record too.</summary>
    private static NetworkBuilder Texts(NetworkBuilder net, string? place = null) => net.With(facts =>
    {
        foreach (var name in (string[])["_a1b2c3d4e5.api.example.com", "api.example.com", "_a1b2c3d4e5.example.com", "example.com"])
            facts.TxtRecords.Add(new(name) { Values = name == place ? ["v=spf1 -all", "vpce:abcdefghijklmnopqrst"] : ["v=spf1 -all"] });
    });

    private static NetworkBuilder Named(NetworkBuilder net, DnsNameState state, Func<EndpointService, EndpointService>? change = null) =>
        net.Service("vpce-svc-1", service =>
        {
            service = service with { PrivateDnsName = "api.example.com", PrivateDnsVerification = new(state, "TXT", "_a1b2c3d4e5", "vpce:abcdefghijklmnopqrst") };
            return change is null ? service : change(service);
        });
}
