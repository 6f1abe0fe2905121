using System.Buffers;
using System.Text;
using System.Text.Json;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Policies;
using static ConfigRules.Engine.Verdict;
using static ConfigRules.Rules.Policies.PolicyNames;

namespace ConfigRules.Rules.Policies;

/// <summary>A policy that is right for one's own data can break the requests that tools make on the side.</summary>
public sealed class VpcEndpointPolicyServesBundles() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-policy-serves-bundles",
    Title = "Endpoint policies let through what image pulls and agents really request",
    Severity = Severity.Critical,
    Reads = [FactKind.Vpcs, FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.ServiceDetails],
    Triggers = [ResourceType.VpcEndpoint, ResourceType.Vpc],
    EndpointTypes = EndpointPolicies.Types,
    Why = """
        Layers of images come from a bucket that belongs to ECR, by URLs that an account of ECR's has signed. A policy that
        asks for the organization's principals, or that lists one's own buckets, refuses them: the manifest arrives, the layers
        get 403, and the task never starts, or it starts only where another way out exists. Package repositories and agents make
        requests of the same kind.
        """,
    Fix = "Add the statement that `configrules explain vpc-endpoint-policy-serves-bundles` prints for the bundle.",
    Repair = new Repair.ByDocument("EndpointId", "ENDPOINT", """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[0].PolicyDocument' --output text > policy.json
        # Add the statement to the list Statement of policy.json.
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --policy-document file://policy.json
        # In CloudFormation, at the AWS::EC2::VPCEndpoint, beside the statements that it has; for image pulls through an S3 endpoint:
        #   PolicyDocument:
        #     Version: "2012-10-17"
        #     Statement:
        #       - {Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::prod-REGION-starport-layer-bucket/*"}
        """),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].PolicyDocument' --output text
        docker pull ACCOUNT.dkr.ecr.REGION.amazonaws.com/IMAGE    # from inside the VPC: 403 while layers download is the policy's
        """,
    Parameters = [.. ActiveBundles.Parameters, UnknownAs, EndpointPolicies.ExemptServices],
    Links =
    [
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    ],
})
{
    private static readonly ChoiceParameter UnknownAs = new(
        "unknownAs",
        "What a request counts as whose outcome hangs on something unknown: pass, fail, or fail for presigned downloads alone (presigned).",
        "presigned", ["presigned", "pass", "fail"]);

    public override IEnumerable<FactKind> Needs(Parameters parameters) =>
        parameters.Get(ActiveBundles.DetectWorkloads) ? base.Needs(parameters).Append(FactKind.NetworkInterfaces) : base.Needs(parameters);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (EndpointPolicies.Screen(endpoint, network, parameters, out var document) is { } verdict)
            return verdict;

        var needs = ActiveBundles.In(endpoint.VpcId, network, parameters)
            .SelectMany(bundle => bundle.Needs.Select(need => (Bundle: bundle.Id, Need: need)))
            .Where(pair => Carries(endpoint, pair.Need.Service, network))
            .DistinctBy(pair => pair.Need).ToArray();
        if (needs is [])
            return NotApplicable("No bundle that is used in its VPC sends requests through it.");
        if (document is null)
            return Compliant();
        if (network.Region is null || network.AccountId is null)
            return Undetermined($"The {(network.Region is null ? "Region" : "AccountId")} of this network has not been recorded.");

        foreach (var (bundle, need) in needs)
        {
            var decision = EndpointPolicies.Once(need, endpoint, document, network, parameters, () => Decide(document, need, endpoint, network));
            if (decision.Outcome is Outcome.Denied || (decision.Outcome is Outcome.Unknown && Fails(need, parameters)))
            {
                var refused = decision.Outcome is Outcome.Denied ? "is refused" : "may be refused";
                return NonCompliant(
                    $"{bundle}: {need.Action} on {Resource(need, network)}{Caller(need)} {refused}: {decision.Because}.");
            }
        }
        return Compliant();
    }

    /// <summary>
    /// The statements, in JSON, to add to the policies of the bundle's endpoints, by service. One for own roles names the account, since
    /// at a gateway endpoint a principal other than everybody is its root user.
    /// </summary>
    public static IEnumerable<(string Service, string Statement)> RepairStatements(ServiceBundle bundle, Network network) =>
        from need in bundle.Needs
        group need by (need.Service, IsOwn: need.Caller is RequestCaller.Own) into needs
        select (needs.Key.Service, Statement(
            bundle.Id, [.. needs.Select(need => need.Action).Distinct()], [.. needs.Select(need => ResourcePattern(need, network)).Distinct()],
            needs.Key.IsOwn ? network.AccountId : null));

    /// <summary>Whether requests to the service take this endpoint: an S3 interface endpoint is bypassed unless names lead to it.</summary>
    private static bool Carries(VpcEndpoint endpoint, string service, Network network) =>
        network.LeadsTo(service, endpoint)
        && (endpoint.Type is EndpointType.Gateway || service is not "s3"
            || endpoint is { PrivateDnsEnabled: true, PrivateDnsOnlyForInboundResolver: false });

    private static bool Fails(PolicyNeed need, Parameters parameters) => parameters.Get(UnknownAs) switch
    {
        "pass" => false,
        "fail" => true,
        _ => need.Caller is RequestCaller.ForeignAccount or RequestCaller.Service,
    };

    /// <summary>
    /// The request as it really is. A policy may admit some of one's own resources and roles and not others, which is nobody's
    /// business here: then one of those that it names has to be admitted.
    /// </summary>
    private static Decision Decide(PolicyDocument document, PolicyNeed need, VpcEndpoint endpoint, Network network) =>
    (
        from resource in need.IsOwnResource ? OwnResources(document, need, network) : [need.ResourceIn(network)]
        from forms in CallersOf(need, resource, document, endpoint, network)
        select Least(forms.Select(form => document.Decide(new()
        {
            Principal = form.Principal,
            Action = need.Action,
            Resource = resource,
            Context = form.Context,
            ThroughGateway = endpoint.Type is EndpointType.Gateway,
        })))
    ).MaxBy(decision => decision.Outcome)!;

    /// <summary>Of a request of which nobody knows in which form it comes, the worst outcome is no more than possible.</summary>
    private static Decision Least(IEnumerable<Decision> decisions)
    {
        Decision[] all = [.. decisions];
        var least = all.MinBy(decision => decision.Outcome)!;
        return all.All(decision => decision.Outcome == least.Outcome) ? least : least with { Outcome = Outcome.Unknown };
    }

    /// <summary>Of the kind that is needed, those that the policy names; images may be another account's, which shares them.</summary>
    private static IEnumerable<string> OwnResources(PolicyDocument document, PolicyNeed need, Network network)
    {
        var resource = need.ResourceIn(network);
        var form = resource.Split(':', 6);
        form[5] = $"{form[5][..(form[5].AsSpan().IndexOfAny('/', ':') + 1)]}*";
        if (form[2] is "ecr")
            form[4] = "*";
        return document.Statements.Where(statement => statement is { Effect: Effect.Allow, Resources.IsNegated: false })
            .SelectMany(statement => statement.Resources.Patterns)
            .Concat(Spared(document, statement => statement.Resources))
            .Select(pattern => pattern.Split(':', 6)).Where(parts => parts.Length is 6)
            .Select(parts => parts.Zip(form, Common).ToArray()).Where(common => !common.Contains(null))
            .Select(common => string.Join(':', common)).Prepend(resource);
    }

    /// <summary>Those who may make the request, one of whom has to be admitted; each in the forms that the request may have.</summary>
    private static IEnumerable<(PolicyPrincipal Principal, RequestContext Context)[]> CallersOf(
        PolicyNeed need, string resource, PolicyDocument document, VpcEndpoint endpoint, Network network)
    {
        var contexts = ContextsOf(need, resource, Callers.Through(endpoint, network));
        return need.Caller switch
        {
            RequestCaller.Own => ArnsIn(network.AccountId!, document, network).Select(arn => Forms(PolicyPrincipal.Of(arn), context => Callers.SignedBy(context, arn))),
            RequestCaller.Anonymous => [Forms(PolicyPrincipal.Anonymous, Callers.Unsigned)],
            RequestCaller.Service => [Forms(PolicyPrincipal.OfService(need.Signer!), context => Callers.SignedByService(context, need.Signer!)
                .WithUnknown("aws:SourceAccount").WithUnknown("aws:SourceArn").WithUnknown("aws:SourceOrgID").WithUnknown("aws:SourceOrgPaths"))],
            _ => [[.. Foreign(NoOrganization), .. Foreign(null)]],
        };

        (PolicyPrincipal Principal, RequestContext Context)[] Forms(PolicyPrincipal principal, Func<RequestContext, RequestContext> sign) =>
            [.. contexts.Select(context => (principal, sign(context)))];

        (PolicyPrincipal Principal, RequestContext Context)[] Foreign(string? organization)
        {
            var arn = RoleIn(NoAccount, network);
            return Forms(PolicyPrincipal.Of(arn), context => Callers.Signed(context, arn, organization));
        }
    }

    /// <summary>Whether AWS's own accounts belong to an organization is nowhere said: a bucket of theirs may have one, or none.</summary>
    private static RequestContext[] ContextsOf(PolicyNeed need, string resource, RequestContext through)
    {
        if (need.IsOwnResource)
            return [through.With("aws:ResourceAccount", PolicyPrincipal.AccountOf(resource)!)];
        if (need.Resource is "*")
            return [through];
        var foreign = through.With("aws:ResourceAccount", NoAccount).With("s3:ResourceAccount", NoAccount);
        return
        [
            foreign.With("aws:ResourceOrgID", NoOrganization).With("aws:ResourceOrgPaths", $"{NoOrganization}/r-0000/"),
            foreign.Without("aws:ResourceOrgID", "aws:ResourceOrgPaths"),
        ];
    }

    /// <summary>The bucket, or what of an ARN a reader needs.</summary>
    private static string Resource(PolicyNeed need, Network network) =>
        need.Resource is "*" ? "any resource" : need.ResourceIn(network).Split(':', 6)[5].Split('/', ':')[0] switch
        {
            "repository" => "repositories",
            "instance" => "instances",
            "log-group" => "log groups",
            var bucket => bucket,
        };

    private static string Caller(PolicyNeed need) => need.Caller switch
    {
        RequestCaller.ForeignAccount => ", presigned by an AWS account,",
        RequestCaller.Service => ", presigned by an AWS service,",
        RequestCaller.Anonymous => ", unsigned,",
        _ => "",
    };

    /// <summary>All resources of the kind: "arn:aws:ecr:eu-west-1:123456789012:repository/*".</summary>
    private static string ResourcePattern(PolicyNeed need, Network network)
    {
        var resource = need.ResourceIn(network);
        if (resource is "*")
            return resource;
        var name = resource.Split(':', 6)[5];
        return $"{resource[..^name.Length]}{name[..(name.AsSpan().IndexOfAny('/', ':') + 1)]}*";
    }

    /// <summary>For the account's roles; for everybody where it is null.</summary>
    private static string Statement(string bundle, string[] actions, string[] resources, string? account)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("Sid", string.Concat(bundle.Split('-').Select(Wording.Capital)));
            json.WriteString("Effect", "Allow");
            json.WriteString("Principal", "*");
            WriteTexts(json, "Action", actions);
            WriteTexts(json, "Resource", resources);
            if (account is not null)
            {
                json.WriteStartObject("Condition");
                json.WriteStartObject("StringEquals");
                json.WriteString("aws:PrincipalAccount", account);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, string[] texts)
    {
        if (texts is [var only])
        {
            json.WriteString(name, only);
            return;
        }
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
