using ConfigRules.Policies;

namespace ConfigRules.Tests.Policies;

public sealed class PolicyDocumentTests
{
    private const string Plain = """{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}""";

    [Theory]
    [InlineData("""{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": ["s3:Get*"], "Resource": ["*"]}]}""")]
    [InlineData("""{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "s3:Get*", "Resource": "*"}}""")]
    [InlineData("""{"statement": {"effect": "Allow", "principal": {"AWS": ["*"]}, "action": "s3:Get*", "resource": "*"}, "version": "2012-10-17"}""")]
    [InlineData("%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%22*%22%2C%22Action%22%3A%22s3%3AGet*%22%2C%22Resource%22%3A%22*%22%7D%7D")]
    [InlineData("%EF%BB%BF%7B%22Version%22:%222012-10-17%22,+%22Statement%22:+%7B%22Effect%22:%22Allow%22,%22Principal%22:%22*%22,%22Action%22:%22s3:Get*%22,%22Resource%22:%22*%22%7D%7D")]
    [InlineData("\uFEFF\n {\"Version\": \"2012-10-17\", \"Id\": \"x\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"NotPrincipal\": null, \"Action\": \"s3:Get*\", \"Resource\": \"*\"}} ")]
    public void Takes_one_or_several_in_every_form_that_IAM_takes(string text)
    {
        var document = PolicyDocument.Parse(text);
        var statement = Assert.Single(document.Statements);
        Assert.Equal("2012-10-17", document.Version);
        Assert.Equal((1, Effect.Allow, true), (statement.Index, statement.Effect, statement.Principals.IsEveryone));
        Assert.Equal(["s3:Get*"], statement.Actions.Patterns);
        Assert.Equal(["*"], statement.Resources.Patterns);
        Assert.Empty(statement.Conditions);
    }

    [Fact]
    public void Reads_every_element_of_a_statement()
    {
        var statement = PolicyDocument.Parse("""
            {"Statement": [
                {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
                {"Sid": "OnlyMine", "Effect": "Deny", "NotPrincipal": {"AWS": ["111111111111"], "Service": "ec2.amazonaws.com"},
                 "NotAction": ["s3:*"], "NotResource": "arn:aws:s3:::a",
                 "Condition": {"Bool": {"aws:SecureTransport": true}, "NumericLessThan": {"s3:max-keys": [10, "20"]}}}]}
            """).Statements[1];
        Assert.Equal(("statement 2 (OnlyMine)", Effect.Deny), (statement.Label, statement.Effect));
        Assert.True(statement is { Principals.IsNegated: true, Actions.IsNegated: true, Resources.IsNegated: true });
        Assert.Equal(["111111111111"], statement.Principals.Aws);
        Assert.Equal(["ec2.amazonaws.com"], statement.Principals.Services);
        Assert.Equal(
            ["Bool aws:SecureTransport = true", "NumericLessThan s3:max-keys = 10|20"],
            statement.Conditions.Select(condition => $"{condition.Label} = {string.Join('|', condition.Values)}"));
    }

    [Theory]
    [InlineData("", "The policy is empty.")]
    [InlineData(" \n", "The policy is empty.")]
    [InlineData("{", "The policy is not valid JSON at line 1, byte 2.")]
    [InlineData("{\n \"Statement\": x}", "The policy is not valid JSON at line 2, byte 15.")]
    [InlineData("[]", "The policy is not a JSON object.")]
    [InlineData("{}", "The policy has no Statement.")]
    [InlineData("""{"Statement": null}""", "The policy has no Statement.")]
    [InlineData("""{"Statement": "*"}""", "The policy's statement 1 is not a JSON object.")]
    [InlineData("""{"Version": {}, "Statement": []}""", "The Version of the policy is not text.")]
    [InlineData("""{"Statement": [{"Principal": "*", "Action": "*", "Resource": "*"}]}""", "The policy's statement 1 has no Effect.")]
    [InlineData("""{"Statement": [{"Effect": "allow", "Principal": "*", "Action": "*", "Resource": "*"}]}""", "The Effect of statement 1 of the policy is 'allow'; it is Allow or Deny.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": "*", "Resource": "*"}]}""", "The policy's statement 1 has neither Action nor NotAction.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "NotAction": "*", "Resource": "*"}]}""", "The policy's statement 1 has both Action and NotAction.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*"}]}""", "The policy's statement 1 has neither Resource nor NotResource.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""", "The policy's statement 1 has neither Principal nor NotPrincipal.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": "*", "NotPrincipal": "*", "Action": "*", "Resource": "*"}]}""", "The policy's statement 1 has both Principal and NotPrincipal.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": ["*"], "Action": "*", "Resource": "*"}]}""", "The Principal of statement 1 of the policy is neither \"*\" nor an object.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": {"AWS": {}}, "Action": "*", "Resource": "*"}]}""", "The Principal of statement 1 of the policy is not text.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": [["*"]], "Resource": "*"}]}""", "The Action of statement 1 of the policy is not text.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": []}]}""", "The Condition of statement 1 of the policy is not an object.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"Bool": "x"}}]}""", "Bool in the Condition of statement 1 of the policy is not an object.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"Bool": {"k": {}}}}]}""", "The Bool k of statement 1 of the policy is not text.")]
    [InlineData("""{"Version": "2012-10-17", "Statement": [{"Sid": "\ud800"}]}""", "The policy holds characters that are no Unicode text.")]
    [InlineData("""{"Statement": [], "Statement": []}""", "The policy has an element twice.")]
    [InlineData("""{"Statement": [], "statement": []}""", "The policy has an element twice.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]}""", "The policy has an element twice.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"Bool": {"k": "true", "k": "false"}}}]}""", "The policy has an element twice.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": {"CanonicalUser": "79a5"}, "Action": "*", "Resource": "*"}]}""", "The Principal of statement 1 of the policy is a CanonicalUser, whose account it does not tell.")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": {"Account": "111111111111"}, "Action": "*", "Resource": "*"}]}""", "The Principal of statement 1 of the policy is of a kind that AWS does not have.")]
    [InlineData("%", "The policy is not valid JSON at line 1, byte 1.")]
    [InlineData("%20+", "The policy is not valid JSON at line 1, byte 1.")]
    public void Says_what_is_wrong_with_a_document(string text, string message)
    {
        Assert.Equal(message, Assert.Throws<PolicyFormatException>(() => PolicyDocument.Parse(text)).Message);
        Assert.False(PolicyDocument.TryParse(text, out var document, out var problem));
        Assert.Null(document);
        Assert.Equal(message, problem);
    }

    [Fact]
    public void Takes_as_many_characters_as_an_endpoint_does_and_no_more()
    {
        const string Beginning = """{"Statement": [], "Id": " """, End = "\"}";
        var policy = Beginning + new string('x', PolicyDocument.MaxLength - Beginning.Length - End.Length) + End;
        Assert.Equal(PolicyDocument.MaxLength, policy.Length);
        Assert.True(PolicyDocument.TryParse(policy, out _, out _));
        Assert.False(PolicyDocument.TryParse(policy.Insert(Beginning.Length, "x"), out _, out var problem));
        Assert.Equal("The policy has 20481 characters; an endpoint's policy has at most 20480.", problem);
    }

    [Fact]
    public void Does_not_go_down_a_thousand_levels() => Assert.Equal(
        "The policy is not valid JSON at line 1, byte 33.",
        Assert.Throws<PolicyFormatException>(() => PolicyDocument.Parse(new string('[', 1_000) + new string(']', 1_000))).Message);

    [Fact]
    public void Takes_no_text_at_all_for_an_empty_one()
    {
        Assert.False(PolicyDocument.TryParse(null, out _, out var problem));
        Assert.Equal("The policy is empty.", problem);
    }

    [Fact]
    public void Numbers_statements_as_they_stand() => Assert.Equal(
        [1, 2, 3], PolicyDocument.Parse($$"""{"Statement": [{{Plain}}, {{Plain}}, {{Plain}}]}""").Statements.Select(statement => statement.Index));
}
