using System.CommandLine;
using ConfigRules.Model;
using ConfigRules.Recordings;

namespace ConfigRules.Cli;

/// <summary>`record`: keeps what rules read of a live account, to be judged anywhere and any time.</summary>
internal sealed class RecordCommand(Terminal terminal)
{
    private static readonly (string File, FactKind[] Kinds)[] Files =
    [
        ("vpcs.json", [FactKind.Vpcs]),
        ("vpc-attributes.json", [FactKind.VpcAttributes]),
        ("subnets.json", [FactKind.Subnets]),
        ("route-tables.json", [FactKind.RouteTables]),
        ("vpc-endpoints.json", [FactKind.VpcEndpoints]),
        ("security-groups.json", [FactKind.SecurityGroups]),
        ("network-interfaces.json", [FactKind.NetworkInterfaces]),
        ("nat-gateways.json", [FactKind.NatGateways]),
        ("prefix-lists.json", [FactKind.PrefixLists]),
        ("vpc-endpoint-services.json", [FactKind.ServiceNames, FactKind.ServiceDetails]),
        ("vpc-endpoint-service-configurations.json", [FactKind.ServiceConfigurations]),
        ("vpc-endpoint-service-permissions.json", [FactKind.AllowedPrincipals]),
        ("vpc-endpoint-connections.json", [FactKind.VpcEndpointConnections]),
        ("vpc-endpoint-connection-notifications.json", [FactKind.ConnectionNotificationSet]),
        ("load-balancers.json", [FactKind.LoadBalancers, FactKind.LoadBalancerAttributes, FactKind.Listeners]),
        ("targets.json", [FactKind.TargetGroupAttributes, FactKind.TargetHealthDescriptions, FactKind.Reservations]),
        ("traffic.json", [FactKind.MetricDataResults]),
        ("network-acls.json", [FactKind.NetworkAcls]),
        ("dhcp-options.json", [FactKind.DhcpOptions]),
        ("vpc-peering-connections.json", [FactKind.VpcPeeringConnections]),
        ("vpc-block-public-access.json", [FactKind.VpcBlockPublicAccessOptions, FactKind.VpcBlockPublicAccessExclusions]),
        ("organization.json", [FactKind.Organization]),
        ("hosted-zones.json", [FactKind.HostedZones]),
        ("resolver.json", [FactKind.ResolverRules, FactKind.ResolverRuleAssociations, FactKind.ResolverEndpoints]),
        ("dns-firewall.json", [FactKind.FirewallRuleGroupAssociations, FactKind.FirewallRules, FactKind.FirewallDomainLists]),
        ("profiles.json", [FactKind.ProfileAssociations, FactKind.ProfileResourceAssociations]),
        ("txt-records.json", [FactKind.TxtRecords]),
    ];

    private readonly Option<string> _profile = CommonOptions.Profile();
    private readonly Option<string[]> _regions = CommonOptions.Regions();
    private readonly Option<string> _out = new("--out")
    {
        Description = "Where to: a folder, or one file if the name ends with .json. With several regions, a folder for each in it.",
        HelpName = "NETWORK",
        Required = true,
    };

    public Command Build()
    {
        var command = new Command("record", "Record the network of a live account, as `aws ec2 describe-*` prints it; nothing is changed.")
        {
            _profile, _regions, _out,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var target = arguments.GetValue(_out)!;
        if (target is "")
            throw new CommandFailedException("--out is empty; it takes a folder, or a file whose name ends with .json.");
        var isFile = target.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var regions = arguments.GetValue(_regions) ?? [];
        if (isFile && regions.Distinct().Count() > 1)
            throw new CommandFailedException("Several regions do not fit into one file; name a folder with --out.");
        var sources = await LiveNetworks.ReadAsync(
            arguments.GetValue(_profile), regions, [.. Enum.GetValues<FactKind>()], terminal, cancellationToken);
        WriteAll([.. sources.SelectMany(source => isFile
            ? [(target, source.Network, Enum.GetValues<FactKind>())]
            : Files.Select(file => (Path.Combine(target, sources.Count > 1 ? source.Name : "", file.File), source.Network, file.Kinds)))]);
        await terminal.Error.WriteLineAsync($"Recorded in {target}. Next: configrules check {(sources.Count > 1 ? Path.Combine(target, sources[0].Name) : target)}");
        return ExitCode.Ran;
    }

    /// <summary>All or nothing, as far as a disk allows: half a recording would be judged as if it were all.</summary>
    private static void WriteAll((string Path, Network Network, FactKind[] Kinds)[] files)
    {
        const string Partial = ".partial";
        foreach (var (path, network, kinds) in files)
        {
            Try(path, () =>
            {
                if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                    Directory.CreateDirectory(folder);
                using var file = File.Create(path + Partial);
                RecordingWriter.Write(file, network, kinds);
            });
        }
        foreach (var (path, _, _) in files)
            Try(path, () => File.Move(path + Partial, path, overwrite: true));

        void Try(string path, Action write)
        {
            try
            {
                write();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                foreach (var (written, _, _) in files.Where(file => File.Exists(file.Path + Partial)))
                    File.Delete(written + Partial);
                throw new CommandFailedException($"{path}: this cannot be written ({Failure.Cause(exception)}).");
            }
        }
    }
}
