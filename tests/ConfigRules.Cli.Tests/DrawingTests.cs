using System.Collections.Immutable;
using System.Xml.Linq;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Reports.Drawings;

namespace ConfigRules.Cli.Tests;

/// <summary>Drawings of ways that somebody else has named.</summary>
public sealed class DrawingTests
{
    private const string Hostile = "</text><script>alert(1)</script> \"]; x[\"y `z` \\ # & \u001b[31m \u202e end";

    private static readonly Trace Nasty = new(
        new(new Subnet("subnet-1", "vpc-1"), [], IsWholeSubnet: true),
        new() { Service = "s3", Name = "s3.example.com", Hop = new(Stage.Intent, HopEffect.Passes, "asked") })
    {
        Verdict = PathVerdict.Blocked,
        OwnVerdict = PathVerdict.Blocked,
        Shared = [new(Stage.Dns, HopEffect.Passes, Hostile)],
        Legs =
        [
            Leg("one", Hop(Stage.SourceAcl, HopEffect.Blocks, "acl-1"), Hop(Stage.Route, HopEffect.Passes, "rtb-1"), Hop(Stage.Endpoint, HopEffect.Passes, "vpce-1")),
            Leg("two", Hop(Stage.Route, HopEffect.Unknown, "rtb-1")),
            Leg("three", Hop(Stage.Route, HopEffect.Passes, "rtb-1"), Hop(Stage.Route, HopEffect.LeavesByNat, "nat-1")),
        ],
    };

    [Fact]
    public void A_picture_holds_hostile_text_as_text()
    {
        var svg = XDocument.Parse(Drawn(SvgDrawing.Write));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script");
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName is "title" && element.Value.Contains("</text><script>alert(1)</script>", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_moves_a_cursor_or_turns_a_line_is_written()
    {
        foreach (var text in (string[])[Drawn(SvgDrawing.Write), Drawn(MermaidDrawing.Write), Drawn(DotDrawing.Write)])
        {
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\u202e', text);
        }
    }

    [Fact]
    public void Quotes_and_brackets_end_no_label()
    {
        foreach (var line in Drawn(MermaidDrawing.Write).Split('\n').Where(line => line.Contains("end\"]", StringComparison.Ordinal)))
            Assert.DoesNotContain(line[(line.IndexOf("[\"", StringComparison.Ordinal) + 2)..line.LastIndexOf("\"]", StringComparison.Ordinal)].Replace("<br/>", "", StringComparison.Ordinal), letter => letter is '"' or '<' or '`' or '[');
        Assert.Contains("\\\"]; x[\\\"y `z` \\\\ #", Drawn(DotDrawing.Write), StringComparison.Ordinal);
    }

    [Fact]
    public void No_box_lies_on_another()
    {
        var nodes = PathDrawing.Of("way", Nasty).Nodes;
        foreach (var (one, other) in nodes.SelectMany(one => nodes.Where(other => other.Id > one.Id && other.Column == one.Column).Select(other => (one, other))))
            Assert.True(Math.Abs(one.Row - other.Row) >= 1, $"{one.Title} and {other.Title}");
    }

    [Fact]
    public void Behind_what_blocks_nothing_is_drawn_as_a_way()
    {
        var drawing = PathDrawing.Of("way", Nasty);
        var held = Assert.Single(drawing.Nodes, node => node.Title is "out of subnet-1");
        Assert.Equal(Tone.Blocked, held.Tone);
        Assert.All(drawing.Edges.Where(edge => edge.From == held.Id), edge => Assert.True(edge.IsDashed));
        Assert.False(Assert.Single(drawing.Edges, edge => edge.To == held.Id).IsDashed);
    }

    [Fact]
    public void What_leaves_passes_the_internet() => Assert.Equal(
        ["subnet-1", "s3.example.com", "s3", "out of subnet-1", "rtb-1", "vpce-1", "rtb-1", "rtb-1", "nat-1", "the internet"],
        PathDrawing.Of("way", Nasty).Nodes.Select(node => node.Title));

    [Fact]
    public void Legs_that_differ_in_their_end_alone_are_one_branch()
    {
        Leg[] legs = [Leg("a", Hop(Stage.Route, HopEffect.Passes, "rtb-1", "sends a")), Leg("b", Hop(Stage.Route, HopEffect.Passes, "rtb-1", "sends b")), Leg("c", Hop(Stage.Route, HopEffect.Passes, "rtb-2", "another c"))];
        Assert.Equal(["a and b", "c"], LegGroup.Of(legs).Select(group => group.To));
    }

    private static Leg Leg(string to, params ImmutableArray<Hop> hops) => new(to, Verdict(hops), hops);

    private static PathVerdict Verdict(ImmutableArray<Hop> hops) => hops.Max(hop => hop.Effect) switch
    {
        HopEffect.Blocks => PathVerdict.Blocked,
        HopEffect.LeavesByNat => PathVerdict.PublicViaNat,
        HopEffect.Unknown => PathVerdict.Unknown,
        _ => PathVerdict.Private,
    };

    private static Hop Hop(Stage stage, HopEffect effect, string resource, string? text = null) => new(stage, effect, text ?? $"{resource} {Hostile}") { ResourceId = resource };

    private static string Drawn(Action<TextWriter, IReadOnlyList<PathDrawing>> write)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(output, [PathDrawing.Of(Hostile, Nasty)]);
        return output.ToString();
    }
}
