using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Rules.Presence;

/// <summary>The services to which VPCs have to have endpoints, as parameters and tags ask for them.</summary>
internal static class AskedServices
{
    public static readonly ListParameter RequiredServices = new(
        "requiredServices", "The services to which every VPC needs an endpoint, with its type where only one will do: ec2,kms-fips,s3:gateway.",
        RequiredService.Is, "services as ec2, kms-fips or s3:gateway, separated by commas");

    /// <summary>
    /// VPCs need different things, and a tag is where their owners say so. The rule about required services, deployed with neither, judges nothing and
    /// says so of each VPC: failing the function would only hide that among failures.
    /// </summary>
    public static readonly TextParameter RequiredServicesTag = new(
        "requiredServicesTag", "The key of a tag of VPCs that lists services which they need besides.",
        Forms.IsTagKey, "a tag key of at most 128 characters", "privatelink:required-services");

    public static readonly BooleanParameter AcceptFips = new(
        "acceptFips", "Whether a service's FIPS endpoint will do for the service.", true);

    public static ImmutableArray<Parameter> Parameters => [RequiredServices, RequiredServicesTag, AcceptFips];

    /// <summary>What the VPC is asked to have, each once: by the parameter, then by its tag, which may hold texts that are no services.</summary>
    public static string[] Of(Vpc vpc, Parameters parameters) =>
        [.. parameters.Get(RequiredServices).Concat(vpc.ListedIn(parameters.Get(RequiredServicesTag))).Distinct()];

    /// <summary>
    /// What somebody asks of the endpoint's VPC and has by the endpoint, and by none of the others that are in use: "kms:interface"; null where
    /// that is nothing.
    /// </summary>
    public static string? MetBy(VpcEndpoint endpoint, IReadOnlyCollection<VpcEndpoint> used, Network network, Parameters parameters)
    {
        return (network.Find<Vpc>(endpoint.VpcId) is { } vpc ? Of(vpc, parameters) : []).FirstOrDefault(text =>
            RequiredService.Is(text) && RequiredService.Of(text) is var required && Meets(endpoint, required) && !used.Any(other => Meets(other, required)));

        bool Meets(VpcEndpoint one, RequiredService required) => one.Service.Service == required.Plain
            && required.WhyNotMetBy(one, network, parameters.Get(AcceptFips)) is null;
    }
}
