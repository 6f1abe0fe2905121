using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Presence;

/// <summary>
/// A control of AWS Security Hub that asks every VPC for an endpoint to a service: in whatever state and of whatever type it is, and
/// whatever else is in the VPC.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html
/// https://docs.aws.amazon.com/config/latest/developerguide/service-vpc-endpoint-enabled.html
/// https://docs.aws.amazon.com/config/latest/developerguide/vpc-endpoint-enabled.html
/// </remarks>
/// <param name="Id">"EC2.55".</param>
/// <param name="Service">The service, as endpoints' names have it: "ecr.api".</param>
/// <param name="TakesFips">Whether the managed rule behind it takes an endpoint to the FIPS variant too.</param>
internal sealed record SecurityHubControl(string Id, string Service, bool TakesFips)
{
    /// <summary>In the order of ids.</summary>
    public static ImmutableArray<SecurityHubControl> All { get; } =
    [
        new("EC2.10", "ec2", TakesFips: false),
        new("EC2.55", "ecr.api", TakesFips: true),
        new("EC2.56", "ecr.dkr", TakesFips: true),
        new("EC2.57", "ssm", TakesFips: true),
        new("EC2.58", "ssm-contacts", TakesFips: true),
        new("EC2.60", "ssm-incidents", TakesFips: true),
    ];

    /// <summary>Null where no such control asks for an endpoint.</summary>
    public static SecurityHubControl? Find(string id) => All.FirstOrDefault(control => control.Id == id);

    /// <summary>What the control would say of the VPC.</summary>
    public Verdict Judge(Vpc vpc, Network network) =>
        network.EndpointsTo(Service, vpc.Id).Any(endpoint => TakesFips || !endpoint.Service.IsFips)
            ? Compliant()
            : NonCompliant($"It has no endpoint to {Service}, which {Id} asks for.");
}
