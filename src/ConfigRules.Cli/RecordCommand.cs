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
        var isFile = target.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var regions = arguments.GetValue(_regions) ?? [];
        if (isFile && regions.Distinct().Count() > 1)
            throw new CommandFailedException("Several regions do not fit into one file; name a folder with --out.");
        var sources = await LiveNetworks.ReadAsync(
            arguments.GetValue(_profile), regions, [.. Enum.GetValues<FactKind>()], terminal, cancellationToken);
        foreach (var (region, network) in sources)
        {
            if (isFile)
                WriteFile(target, network, Enum.GetValues<FactKind>());
            else
                WriteFolder(sources.Count > 1 ? Path.Combine(target, region) : target, network);
        }
        await terminal.Error.WriteLineAsync($"Recorded in {target}. Next: configrules check {(sources.Count > 1 ? Path.Combine(target, sources[0].Name) : target)}");
        return ExitCode.Ran;
    }

    private static void WriteFolder(string folder, Network network)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, kinds) in Files)
            WriteFile(Path.Combine(folder, file), network, kinds);
    }

    private static void WriteFile(string path, Network network, FactKind[] kinds)
    {
        // Under another name until it is whole: half a recording would be judged as if it were all.
        var partial = path + ".partial";
        using (var file = File.Create(partial))
            RecordingWriter.Write(file, network, kinds);
        File.Move(partial, path, overwrite: true);
    }
}
