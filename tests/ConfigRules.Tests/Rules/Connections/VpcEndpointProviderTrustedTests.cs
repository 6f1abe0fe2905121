using ConfigRules.Model;
using ConfigRules.Rules.Connections;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Connections;

public sealed class VpcEndpointProviderTrustedTests : RuleTests<VpcEndpointProviderTrusted, VpcEndpointProviderTrustedTests>, IRuleScenarios
{
    private const string Service = "com.amazonaws.vpce.eu-west-1.vpce-svc-1";

    private static readonly (string, string)[] Trusting = [("trustedProviderAccountIds", "222222222222")];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("a service of AWS", net => net.Endpoint("sts").Offers("sts", Of("amazon")), Compliant),

        new("a gateway endpoint", net => net.Gateway("s3").Offers("s3", Of("amazon")), Compliant),

        new("a service of AWS in China", net => net.Region("cn-north-1").Endpoint("cn.com.amazonaws.cn-north-1.sts").Offers("cn.com.amazonaws.cn-north-1.sts", Of("amazon")),
            Compliant),

        new("a global service of AWS", net => net.Endpoint("com.amazonaws.iam").Offers("com.amazonaws.iam", Of("amazon")), Compliant),

        new("a service of the own account", net => ProvidedBy(net, NetworkBuilder.Account), Compliant),

        new("a service of another account", net => ProvidedBy(net, "222222222222"),
            NonCompliant, $"{Service} is provided by 222222222222, which no parameter trusts."),

        new("a service of another account, which is trusted", net => ProvidedBy(net, "222222222222"), Compliant) { With = Trusting },

        new("a service of an account that is not the trusted one", net => ProvidedBy(net, "333333333333"),
            NonCompliant, $"{Service} is provided by 333333333333, which no parameter trusts.") { With = Trusting },

        new("a service that is trusted by its name", net => ProvidedBy(net, "222222222222"), Compliant) { With = [("trustedServiceNames", Service)] },

        new("a service that is trusted by its id", net => ProvidedBy(net, "222222222222"), Compliant) { With = [("trustedServiceNames", "vpce-svc-1")] },

        new("a service whose id begins like the trusted one", net => ProvidedBy(net, "222222222222"),
            NonCompliant, $"{Service} is provided by 222222222222, which no parameter trusts.") { With = [("trustedServiceNames", "vpce-svc-12")] },

        new("a firewall of another account", net => ProvidedBy(net, "222222222222", endpoint => endpoint with { Type = EndpointType.GatewayLoadBalancer }),
            NonCompliant, $"{Service} is provided by 222222222222, which no parameter trusts."),

        new("a service from AWS Marketplace", net => ProvidedBy(net, "aws-marketplace"),
            NonCompliant, $"{Service} is sold in AWS Marketplace, whose services no parameter allows."),

        new("a service from AWS Marketplace, which is allowed", net => ProvidedBy(net, "aws-marketplace"), Compliant) { With = [("allowMarketplace", "true")] },

        new("an alias of a provider from a later day", net => ProvidedBy(net, "aws-somebody"),
            NonCompliant, $"{Service} is provided by aws-somebody, which no parameter trusts."),

        new("a service of AWS in another region", net => net.Endpoint("sts", endpoint => endpoint with { ServiceRegion = "us-east-1" }).Offers("sts", Of("amazon")),
            NonCompliant, "It leads to com.amazonaws.eu-west-1.sts in us-east-1, a region that no parameter allows."),

        new("a service whose name alone says another region",
            net => net.Endpoint("com.amazonaws.us-east-1.sts").Offers("com.amazonaws.us-east-1.sts", Of("amazon")),
            NonCompliant, "It leads to com.amazonaws.us-east-1.sts in us-east-1, a region that no parameter allows."),

        new("a service in another region, which is allowed",
            net => net.Endpoint("com.amazonaws.us-east-1.sts", endpoint => endpoint with { ServiceRegion = "us-east-1" }).Offers("com.amazonaws.us-east-1.sts", Of("amazon")),
            Compliant) { With = [("allowedServiceRegions", "us-east-1")] },

        new("a service in the own region, told", net => net.Endpoint("sts", endpoint => endpoint with { ServiceRegion = "eu-west-1" }).Offers("sts", Of("amazon")), Compliant),

        new("a trusted service in a region that is not", net => ProvidedBy(net, "222222222222", endpoint => endpoint with { ServiceRegion = "us-east-1" }),
            NonCompliant, $"It leads to {Service} in us-east-1, a region that no parameter allows.") { With = [("trustedServiceNames", Service)] },

        new("a region, and nobody knows of which one the network is", net => ProvidedBy(net.Region(null), "222222222222"),
            Undetermined, "The Region of this network has not been recorded.") { With = Trusting },

        new("a service that the account cannot see any more", net => net.Endpoint(Service),
            Undetermined, $"Who provides {Service} is not among the recorded ServiceDetails."),

        new("a service of which is told all but the provider", net => net.Endpoint(Service).Offers(Service),
            Undetermined, $"Who provides {Service} is not among the recorded ServiceDetails."),

        new("a provider, and nobody knows whose network it is", net => ProvidedBy(net.OfNobodyKnown(), "222222222222"),
            Undetermined, "The AccountId of this network has not been recorded."),

        new("a trusted provider, and nobody knows whose network it is", net => ProvidedBy(net.OfNobodyKnown(), "222222222222"), Compliant) { With = Trusting },

        new("a resource of the own account", net => Lattice(net, EndpointType.Resource, "arn:aws:vpc-lattice:eu-west-1:111111111111:resourceconfiguration/rcfg-1"), Compliant),

        new("a resource of another account", net => Lattice(net, EndpointType.Resource, "arn:aws:vpc-lattice:eu-west-1:222222222222:resourceconfiguration/rcfg-1"),
            NonCompliant, "arn:aws:vpc-lattice:eu-west-1:222222222222:resourceconfiguration/rcfg-1 is of account 222222222222, which no parameter trusts."),

        new("a service network of a trusted account",
            net => Lattice(net, EndpointType.ServiceNetwork, "arn:aws:vpc-lattice:eu-west-1:222222222222:servicenetwork/sn-1"), Compliant) { With = Trusting },

        new("a service network of which nothing is told", net => Lattice(net, EndpointType.ServiceNetwork, null),
            Undetermined, "Which account provides what it leads to has not been recorded."),

        new("a resource whose ARN cannot be understood", net => Lattice(net, EndpointType.Resource, "rcfg-1"),
            Undetermined, "Which account provides what it leads to has not been recorded."),

        new("an endpoint that the provider has not accepted", net => ProvidedBy(net, "222222222222", endpoint => endpoint with { State = EndpointState.PendingAcceptance }),
            NotApplicable, "The provider has not accepted the endpoint yet."),

        new("an endpoint that an AWS service made", net => ProvidedBy(net, "222222222222", endpoint => endpoint with { RequesterManaged = true }),
            NotApplicable, "An AWS service made the endpoint and manages it."),

        new("an endpoint of a type from a later day", net => ProvidedBy(net, "222222222222", endpoint => endpoint with { Type = EndpointType.Unknown }),
            Undetermined, "Its type is none that this version knows."),
    ];

    private static NetworkBuilder ProvidedBy(NetworkBuilder net, string provider, Func<VpcEndpoint, VpcEndpoint>? change = null) =>
        net.Endpoint(Service, change).Offers(Service, Of(provider));

    private static NetworkBuilder Lattice(NetworkBuilder net, EndpointType type, string? arn) => net.Endpoint(
        "", endpoint => endpoint with { Type = type, Service = ServiceName.Parse(""), PrivateDnsEnabled = false, TargetArn = arn }, "vpce-1");

    private static Func<ServiceDetail, ServiceDetail> Of(string provider) => service => service with { Provider = provider };
}
