"""Articles to a new generation by the machines of a Ray cluster: drafts here and there, one commit.

batches             what comes in, cut into tasks
readings            files read on a machine, piece by piece
drafts              articles to the tables of a part, wherever they are
assembling          drafts to a part, of those articles that go in
drafted             a batch and its draft, read
taking              what batches do to the index
reading_ahead       pieces handed out, batches in their order
drafting            batches handed out, drafts in their order
filling             the flow, commit by commit
"""
