using System.Diagnostics;
using System.Globalization;
using Amazon.EC2;
using Amazon.Runtime;
using ConfigRules.Testing;

namespace ConfigRules.Cli.Tests;

/// <summary>The command as a process: what only an operating system does to it, and a live account.</summary>
public sealed class ProcessTests(MotoServer moto) : IClassFixture<MotoServer>, IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    // moto knows neither DNS Firewall nor profiles.
    private readonly DnsDouble _dns = new DnsDouble()
        .On("ListResolverRules", """ "ResolverRules":[{"Id":"rslvr-rr-1","DomainName":"corp.example.com.","RuleType":"FORWARD","TargetIps":[{"Ip":"192.0.2.53"}]}] """)
        .Refusing("ListProfileAssociations");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("configrules-");

    public void Dispose()
    {
        _dns.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_recorded_of_an_account_is_judged_as_the_account_is()
    {
        using var ec2 = new AmazonEC2Client(
            new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"), new AmazonEC2Config { ServiceURL = moto.Url, AuthenticationRegion = "eu-west-1" });
        var built = await Topology.BuildAsync(ec2, Cancellation);
        var list = (await ec2.CreateManagedPrefixListAsync(
            new() { PrefixListName = "offices", AddressFamily = "IPv4", MaxEntries = 2, Entries = [new() { Cidr = "10.7.0.0/17" }] }, Cancellation)).PrefixList.PrefixListId;
        await ec2.AuthorizeSecurityGroupIngressAsync(
            new() { GroupId = built.Group, IpPermissions = [new() { IpProtocol = "tcp", FromPort = 443, ToPort = 443, PrefixListIds = [new() { Id = list }] }] }, Cancellation);

        var folder = Path.Combine(_folder.FullName, "network");
        var file = Path.Combine(_folder.FullName, "network.json");
        // moto does not know Block Public Access and connections, and profiles are refused: that is told and left out.
        var (code, output, error) = await RunAsync("record", "--out", folder);
        Assert.Equal((0, ""), (code, output));
        Assert.StartsWith("eu-west-1: VpcEndpointConnections and 5 more could not be read: EC2 failed at DescribeVpcEndpointConnections (HTTP 500).", error, StringComparison.Ordinal);
        Assert.EndsWith($"\nRecorded in {folder}. Next: configrules check {folder}\n", error, StringComparison.Ordinal);
        Assert.Contains("192.0.2.53", await File.ReadAllTextAsync(Path.Combine(folder, "resolver.json"), Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("ProfileAssociations", await File.ReadAllTextAsync(Path.Combine(folder, "profiles.json"), Cancellation), StringComparison.Ordinal);
        Assert.Contains("acl-", await File.ReadAllTextAsync(Path.Combine(folder, "network-acls.json"), Cancellation), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("record", "--out", file)).Code);
        Assert.Empty(_folder.GetFiles("*.partial", SearchOption.AllDirectories));

        var live = await RunAsync("check", "--live", "--format", "json");
        Assert.Equal(0, live.Code);
        Assert.StartsWith("eu-west-1: VpcEndpointConnections and 5 more could not be read: ", live.Error, StringComparison.Ordinal);
        Assert.Contains("enableDnsHostnames is off, so in this VPC the names of sts do not resolve to the endpoints.", live.Out, StringComparison.Ordinal);
        Assert.Equal(live with { Error = "" }, await RunAsync("check", folder, "--format", "json"));
        Assert.Equal(live with { Error = "" }, await RunAsync("check", file, "--format", "json"));

        // The sources differ: a region here, a folder there.
        var page = Path.Combine(_folder.FullName, "report.html");
        Assert.Equal(0, (await RunAsync("report", "--live", "--out", page)).Code);
        Assert.EndsWith("</html>\n", await File.ReadAllTextAsync(page, Cancellation), StringComparison.Ordinal);
        var report = await RunAsync("report", "--live", "--format", "json", "--at", "2026-11-24T06:00:00Z");
        Assert.Equal(0, report.Code);
        Assert.Contains($"\"resourceId\": \"{built.Vpc}\"", report.Out, StringComparison.Ordinal);
        Assert.Contains("\"accountId\": \"123456789012\"", report.Out, StringComparison.Ordinal);
        var recorded = await RunAsync("report", folder, "--format", "json", "--at", "2026-11-24T06:00:00Z");
        Assert.Equal(report.Out, recorded.Out.Replace($"\"{folder}\"", "\"eu-west-1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_live_account_without_credentials_is_no_report()
    {
        var page = Path.Combine(_folder.FullName, "report.html");
        var run = await RunAsync("report", "--live", "--profile", "nobody-has-this-one", "--out", page);
        Assert.Equal((2, "", "There is no profile 'nobody-has-this-one' with credentials in ~/.aws.\n"), run);
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_recording_that_cannot_be_written_leaves_nothing_behind()
    {
        var blocked = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(blocked, "", Cancellation);
        var (code, output, error) = await RunAsync("record", "--out", Path.Combine(blocked, "network"));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"\n{Path.Combine(blocked, "network", "vpcs.json")}: this cannot be written (", error, StringComparison.Ordinal);
        Assert.Equal(["file"], _folder.GetFiles("*", SearchOption.AllDirectories).Select(file => file.Name));
    }

    [Fact]
    public async Task Ctrl_C_ends_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent with kill.");
        // A shell has whatever it runs in the background ignore the signal, these tests among it; what a person starts does not.
        using var process = Process.Start(Info("env", "--default-signal=INT", Dotnet, Assembly, "check", "-"))!;
        // It waits for a network that nobody sends.
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal((130, ""), (process.ExitCode, await process.StandardOutput.ReadToEndAsync(Cancellation)));
    }

    [Theory]
    [InlineData(">/dev/full", 2, "The output cannot be written: No space left on device.\n")]
    [InlineData("2>/dev/full >/dev/full", 2, "")]
    [InlineData("| head -n 1 >/dev/null", 0, "")]
    public async Task Whoever_reads_the_output_gets_no_stack_trace(string redirection, int code, string error)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A shell and /dev/full are needed.");
        using var shell = Process.Start(Info("bash", "-o", "pipefail", "-c", $"\"$0\" \"$1\" rules {redirection}", Dotnet, Assembly))!;
        var told = shell.StandardError.ReadToEndAsync(Cancellation);
        await shell.WaitForExitAsync(Cancellation);
        Assert.Equal((code, error), (shell.ExitCode, await told));
    }

    private static string Dotnet => Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) is "dotnet" ? own : "dotnet";

    private static string Assembly => Path.Combine(AppContext.BaseDirectory, "ConfigRules.Cli.dll");

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    private Process Start(params string[] arguments)
    {
        var info = Info(Dotnet, [Assembly, .. arguments]);
        info.Environment["AWS_ENDPOINT_URL"] = moto.Url;
        info.Environment["AWS_ENDPOINT_URL_ROUTE53RESOLVER"] = _dns.Url;
        info.Environment["AWS_ENDPOINT_URL_ROUTE53PROFILES"] = _dns.Url;
        info.Environment["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE";
        info.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        info.Environment["AWS_REGION"] = "eu-west-1";
        return Process.Start(info)!;
    }

    private static ProcessStartInfo Info(string program, params string[] arguments) => new(program, arguments)
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
